package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Schema, Draft 4, as fields and types; {@code $ref} inside the document is resolved. */
final class SchemaTypes {
    private static final int DEEPEST = 50;
    /** What a target of any kind reads the same way, beside type, properties and items. */
    private static final Set<String> PORTABLE = Set.of(
            "format",
            "minimum",
            "maximum",
            "maxLength",
            "minLength",
            "enum",
            "pattern",
            "description",
            "contentEncoding",
            "required");

    private final Map<String, @Nullable Object> document;
    private final Map<String, @Nullable Object> properties;

    SchemaTypes(Map<String, @Nullable Object> document) {
        this.document = document;
        this.properties = SchemaNodes.object(document.get("properties"));
        if (properties.isEmpty()) {
            throw new IllegalArgumentException("it has no 'properties'");
        }
    }

    /** The fields, in the order of the file. */
    List<Field> fields() {
        return fields(properties, 0);
    }

    /** The schema of a field in the portable subset. */
    Map<String, Object> portable(String name) {
        return portable(SchemaNodes.object(properties.get(name)), 0);
    }

    /** A field of this schema. */
    Field field(String name, Map<String, @Nullable Object> schema) {
        return field(name, plain(schema, 0), 0);
    }

    /** The type that a schema describes; {@code null} beside other types does not count. */
    Type type(Map<String, @Nullable Object> schema) {
        Map<String, @Nullable Object> found = plain(schema, 0);
        return type(found, typeNames(found), 0);
    }

    /** The schema, or the one it refers to. */
    Map<String, @Nullable Object> resolved(Map<String, @Nullable Object> schema) {
        return plain(schema, 0);
    }

    /** A schema in the portable subset. */
    Map<String, Object> portable(Map<String, @Nullable Object> schema) {
        return portable(schema, 0);
    }

    private List<Field> fields(Map<String, @Nullable Object> from, int depth) {
        List<Field> fields = new ArrayList<>();
        from.forEach((name, schema) -> fields.add(field(name, plain(SchemaNodes.object(schema), depth), depth)));
        return fields;
    }

    private Field field(String name, Map<String, @Nullable Object> schema, int depth) {
        Set<String> names = typeNames(schema);
        Field field = Field.of(name, type(schema, names, depth));
        boolean nullable = names.remove("null") || names.isEmpty();
        if (!nullable) {
            field = field.notNull();
        }
        return schema.get("description") instanceof String text ? field.comment(text) : field;
    }

    private Type type(Map<String, @Nullable Object> schema, Set<String> names, int depth) {
        Set<String> values = new LinkedHashSet<>(names);
        values.remove("null");
        if (values.equals(Set.of("integer", "number"))) {
            return Type.DECIMAL;
        }
        if (values.size() != 1) {
            return Type.JSON;
        }
        return switch (values.iterator().next()) {
            case "boolean" -> Type.BOOL;
            case "integer" -> integer(schema);
            case "number" -> Type.DECIMAL;
            case "string" -> string(schema);
            case "array" ->
                schema.get("items") instanceof Map<?, ?> items
                        ? Type.list(field("items", plain(SchemaNodes.object(items), depth + 1), depth + 1)
                                .type())
                        : Type.list(Type.JSON);
            case "object" ->
                Type.object(fields(SchemaNodes.object(schema.get("properties")), depth + 1)
                        .toArray(Field[]::new));
            default -> throw new IllegalArgumentException("type " + values + " is not one of JSON Schema's");
        };
    }

    private static Type integer(Map<String, @Nullable Object> schema) {
        if (!(schema.get("minimum") instanceof Number low) || !(schema.get("maximum") instanceof Number high)) {
            return Type.INTEGER;
        }
        BigDecimal least = new BigDecimal(low.toString());
        BigDecimal most = new BigDecimal(high.toString());
        for (Type type : List.of(Type.INT16, Type.INT32, Type.INT64)) {
            BigDecimal bound = BigDecimal.valueOf(2).pow(type.bits() - 1);
            if (least.compareTo(bound.negate()) >= 0 && most.compareTo(bound) < 0) {
                return type;
            }
        }
        return Type.INTEGER;
    }

    private static Type string(Map<String, @Nullable Object> schema) {
        return switch (String.valueOf(schema.get("format"))) {
            case "date-time" -> Type.INSTANT;
            case "date" -> Type.DATE;
            case "time" -> Type.TIME;
            case "uuid" -> Type.UUID;
            default -> {
                if ("base16".equals(schema.get("contentEncoding"))) {
                    yield Type.BYTES;
                }
                yield schema.get("maxLength") instanceof Long max && max > 0 && max <= Integer.MAX_VALUE
                        ? Type.text(max.intValue())
                        : Type.TEXT;
            }
        };
    }

    /** The names of its types, also those of its branches. */
    Set<String> typeNames(Map<String, @Nullable Object> schema) {
        Set<String> names = new LinkedHashSet<>();
        Object type = schema.get("type");
        if (type instanceof String name) {
            names.add(name);
        } else if (type instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> branches) {
                branches.forEach(branch -> names.addAll(typeNames(resolved(SchemaNodes.object(branch), 0))));
            }
        }
        return names;
    }

    private Map<String, Object> portable(Map<String, @Nullable Object> given, int depth) {
        Map<String, @Nullable Object> schema = plain(given, depth);
        Map<String, Object> result = new LinkedHashMap<>();
        Set<String> names = typeNames(schema);
        List<String> ordered = new ArrayList<>(names);
        if (ordered.remove("null")) {
            ordered.add("null");
        }
        result.put("type", ordered.isEmpty() || ordered.equals(List.of("null")) ? anything() : ordered);
        schema.forEach((keyword, value) -> {
            if (value != null && PORTABLE.contains(keyword)) {
                result.put(keyword, value);
            }
        });
        if (names.contains("object")) {
            Map<String, Object> children = new LinkedHashMap<>();
            SchemaNodes.object(schema.get("properties"))
                    .forEach((name, child) -> children.put(name, portable(SchemaNodes.object(child), depth + 1)));
            result.put("properties", children);
        }
        if (names.contains("array")) {
            result.put("items", portable(SchemaNodes.object(schema.get("items")), depth + 1));
        }
        return result;
    }

    /** The schema without references; one branch beside null, as many write what may be null, is that branch. */
    private Map<String, @Nullable Object> plain(Map<String, @Nullable Object> given, int depth) {
        Map<String, @Nullable Object> schema = resolved(given, depth);
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.get(keyword) instanceof List<?> branches && !schema.containsKey("type")) {
                List<Map<String, @Nullable Object>> others = branches.stream()
                        .map(branch -> resolved(SchemaNodes.object(branch), depth + 1))
                        .filter(branch -> !typeNames(branch).equals(Set.of("null")))
                        .toList();
                if (others.size() == 1 && !typeNames(others.get(0)).isEmpty()) {
                    return merged(schema, keyword, others.get(0), branches.size() > 1);
                }
            }
        }
        return schema;
    }

    private Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> schema,
            String keyword,
            Map<String, @Nullable Object> branch,
            boolean nullable) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(schema);
        merged.remove(keyword);
        merged.putAll(branch);
        Set<String> names = typeNames(branch);
        if (nullable) {
            names.add("null");
        }
        merged.put("type", List.copyOf(names));
        return merged;
    }

    private static List<String> anything() {
        return List.of("object", "array", "string", "number", "boolean", "null");
    }

    private Map<String, @Nullable Object> resolved(Map<String, @Nullable Object> schema, int depth) {
        Map<String, @Nullable Object> current = schema;
        for (int steps = 0; current.get("$ref") instanceof String ref; steps++) {
            if (depth + steps > DEEPEST) {
                throw new IllegalArgumentException("$ref '" + ref + "' refers to itself");
            }
            current = target(ref);
        }
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("it is nested deeper than " + DEEPEST + ", or refers to itself");
        }
        return current;
    }

    private Map<String, @Nullable Object> target(String ref) {
        if (!ref.startsWith("#/")) {
            throw new IllegalArgumentException("$ref '" + ref + "' is not inside the file");
        }
        Object found = document;
        for (String step : ref.substring(2).split("/", -1)) {
            found = SchemaNodes.object(found).get(step.replace("~1", "/").replace("~0", "~"));
        }
        if (!(found instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("$ref '" + ref + "' leads nowhere");
        }
        return SchemaNodes.object(found);
    }
}
