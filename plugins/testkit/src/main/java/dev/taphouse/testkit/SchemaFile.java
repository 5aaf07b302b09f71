package dev.taphouse.testkit;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a schema file of a zip (Draft 4) into the stream it describes. */
final class SchemaFile {
    private final Path file;
    private final Map<?, ?> root;

    private SchemaFile(Path file, Map<?, ?> root) {
        this.file = file;
        this.root = root;
    }

    /** The stream that {@code <name>.json} describes. */
    static StreamSpec read(Path file) throws IOException {
        if (!(Json.read(Files.readString(file)) instanceof Map<?, ?> root)) {
            throw new IllegalArgumentException(file + " holds no JSON object");
        }
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        return new SchemaFile(file, root).stream(name);
    }

    private StreamSpec stream(String name) {
        StreamSpec spec = StreamSpec.of(name, fields(root));
        spec = spec.keys(texts("x-key-properties"));
        String[] cursors = texts("x-replication-keys");
        spec = spec.cursors(cursors);
        return switch (String.valueOf(root.get("x-replication-method"))) {
            case "INCREMENTAL" -> spec.defaultCursor(first(cursors));
            case "LOG_BASED" -> spec.logBased();
            case "FULL_TABLE", "null" -> spec;
            default -> throw wrong("x-replication-method is not FULL_TABLE, INCREMENTAL or LOG_BASED");
        };
    }

    private String first(String[] cursors) {
        if (cursors.length == 0) {
            throw wrong("x-replication-method is INCREMENTAL and x-replication-keys is missing");
        }
        return cursors[0];
    }

    private List<Field> fields(Map<?, ?> schema) {
        List<Field> fields = new ArrayList<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, value) -> fields.add(field((String) name, schema(value))));
        }
        return fields;
    }

    private Field field(String name, Map<?, ?> schema) {
        List<String> types = types(schema);
        Field field = Field.of(name, type(schema));
        if (schema.get("description") instanceof String text) {
            field = field.comment(text);
        }
        return types.isEmpty() || types.contains("null") ? field : field.notNull();
    }

    private Type type(Map<?, ?> schema) {
        List<String> types =
                types(schema).stream().filter(t -> !t.equals("null")).toList();
        if (types.size() != 1) {
            return Type.JSON;
        }
        return switch (types.get(0)) {
            case "string" -> text(schema);
            case "integer" -> integer(schema);
            case "number" -> Type.DECIMAL;
            case "boolean" -> Type.BOOL;
            case "object" -> Type.object(fields(schema).toArray(Field[]::new));
            case "array" -> Type.list(schema.containsKey("items") ? type(schema(schema.get("items"))) : Type.JSON);
            default -> throw wrong("there is no type '" + types.get(0) + "' in Draft 4");
        };
    }

    private static Type text(Map<?, ?> schema) {
        return switch (String.valueOf(schema.get("format"))) {
            case "date-time" -> Type.INSTANT;
            case "date" -> Type.DATE;
            case "time" -> Type.TIME;
            case "uuid" -> Type.UUID;
            default ->
                schema.get("maxLength") instanceof Long max && max > 0 && max <= Integer.MAX_VALUE
                        ? Type.text(Math.toIntExact(max))
                        : Type.TEXT;
        };
    }

    private static Type integer(Map<?, ?> schema) {
        if (!(schema.get("minimum") instanceof Long min && schema.get("maximum") instanceof Long max)) {
            return Type.INTEGER;
        }
        if (min >= Short.MIN_VALUE && max <= Short.MAX_VALUE) {
            return Type.INT16;
        }
        return min >= Integer.MIN_VALUE && max <= Integer.MAX_VALUE ? Type.INT32 : Type.INT64;
    }

    private List<String> types(Map<?, ?> schema) {
        Object type = schema.get("type");
        if (type instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return type == null ? List.of() : List.of((String) type);
    }

    /** The schema itself, or what its {@code $ref} stands for. */
    private Map<?, ?> schema(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> schema)) {
            throw wrong("a schema is not an object");
        }
        return schema.get("$ref") instanceof String ref ? schema(resolve(ref)) : schema;
    }

    private Object resolve(String ref) {
        if (!ref.startsWith("#/")) {
            throw wrong("$ref '" + ref + "' does not point into the file");
        }
        Object at = root;
        for (String step : ref.substring(2).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Objects.requireNonNullElseGet(at, () -> {
            throw wrong("$ref '" + ref + "' points nowhere");
        });
    }

    private String[] texts(String keyword) {
        Object value = root.get(keyword);
        if (value == null) {
            return new String[0];
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(keyword + " is not a list");
        }
        return list.stream().map(String::valueOf).toArray(String[]::new);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(file + ": " + what);
    }
}
