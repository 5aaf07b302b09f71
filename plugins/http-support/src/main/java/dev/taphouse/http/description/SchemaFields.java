package dev.taphouse.http.description;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Schema, Draft 4 without references, as fields. */
final class SchemaFields {
    private final Map<?, ?> schema;

    SchemaFields(Map<?, ?> schema) {
        this.schema = schema;
    }

    /**
     * The fields, in the order of the schema.
     *
     * @throws IllegalArgumentException when there are none
     */
    List<Field> fields() {
        List<Field> fields = fields(schema);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("it has no 'properties'");
        }
        return fields;
    }

    private static List<Field> fields(Map<?, ?> schema) {
        List<Field> fields = new ArrayList<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, value) -> fields.add(field(String.valueOf(name), value)));
        }
        return fields;
    }

    private static Field field(String name, @Nullable Object value) {
        Map<?, ?> schema = value instanceof Map<?, ?> map ? map : Map.of();
        Set<String> types = types(schema);
        Field field = Field.of(name, type(schema, types));
        return types.isEmpty() || types.contains("null") ? field : field.notNull();
    }

    private static Type type(Map<?, ?> schema, Set<String> types) {
        Set<String> values = new LinkedHashSet<>(types);
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
            case "string" -> text(schema);
            case "array" ->
                schema.get("items") instanceof Map<?, ?> items
                        ? Type.list(type(items, types(items)))
                        : Type.list(Type.JSON);
            case "object" -> Type.object(fields(schema).toArray(Field[]::new));
            default -> throw new IllegalArgumentException("the type " + values + " is none of JSON Schema");
        };
    }

    private static Type integer(Map<?, ?> schema) {
        if (!(schema.get("minimum") instanceof Number low && schema.get("maximum") instanceof Number high)) {
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

    private static Type text(Map<?, ?> schema) {
        return switch (String.valueOf(schema.get("format"))) {
            case "date-time" -> Type.INSTANT;
            case "date" -> Type.DATE;
            case "time" -> Type.TIME;
            case "uuid" -> Type.UUID;
            default -> Type.TEXT;
        };
    }

    private static Set<String> types(Map<?, ?> schema) {
        Set<String> names = new LinkedHashSet<>();
        Object type = schema.get("type");
        if (type instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        } else if (type != null) {
            names.add(String.valueOf(type));
        }
        return names;
    }
}
