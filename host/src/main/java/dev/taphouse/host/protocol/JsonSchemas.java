package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a type, in the portable subset that every target reads the same way: {@code type} as a list with
 * the value's type first, {@code format} on strings only, no {@code anyOf}, {@code $ref}, {@code multipleOf} or
 * draft-specific keyword.
 */
public final class JsonSchemas {
    private JsonSchemas() {}

    /** The schema of a whole record. */
    public static Map<String, Object> of(StreamShape shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Field field : shape.fields()) {
            FieldOutput output = shape.outputs().get(field.name());
            Map<String, Object> own = output == null ? shape.schemas().get(field) : output.schema();
            properties.put(field.name(), own == null ? of(field) : own);
        }
        if (shape.deletes()) {
            properties.putIfAbsent(StreamShape.DELETED_AT, of(Field.of(StreamShape.DELETED_AT, Type.INSTANT)));
        }
        return object(properties);
    }

    /** The schema of a field. */
    public static Map<String, Object> of(Field field) {
        Map<String, Object> schema = of(field.type(), field.nullable());
        field.comment().ifPresent(comment -> schema.put("description", comment));
        return schema;
    }

    /** A schema with {@code type: object} at the top and these properties. */
    public static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> of(Type type, boolean nullable) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", names(type, nullable));
        switch (type.kind()) {
            case INTEGER -> bounds(schema, type.bits());
            case TEXT -> type.maxLength().ifPresent(max -> schema.put("maxLength", (long) max));
            case BYTES -> schema.put("contentEncoding", "base16");
            case DATE -> schema.put("format", "date");
            case TIME -> schema.put("format", "time");
            case TIMESTAMP, INSTANT -> schema.put("format", "date-time");
            case UUID -> schema.put("format", "uuid");
            case LIST -> schema.put("items", of(type.element().orElseThrow(), true));
            case OBJECT -> {
                Map<String, Object> properties = new LinkedHashMap<>();
                type.fields().forEach(child -> properties.put(child.name(), of(child)));
                schema.put("properties", properties);
            }
            case BOOL, DECIMAL, FLOAT, JSON -> {}
        }
        return schema;
    }

    private static List<String> names(Type type, boolean nullable) {
        String name = switch (type.kind()) {
            case BOOL -> "boolean";
            case INTEGER -> "integer";
            case DECIMAL, FLOAT -> "number";
            case LIST -> "array";
            case OBJECT -> "object";
            case TEXT, BYTES, DATE, TIME, TIMESTAMP, INSTANT, UUID -> "string";
            case JSON -> "";
        };
        if (type.kind() == Type.Kind.JSON) {
            List<String> any = List.of("object", "array", "string", "number", "boolean", "null");
            return nullable ? any : any.subList(0, 5);
        }
        return nullable ? List.of(name, "null") : List.of(name);
    }

    private static void bounds(Map<String, Object> schema, int bits) {
        if (bits > 0) {
            BigDecimal bound = BigDecimal.valueOf(2).pow(bits - 1);
            schema.put("minimum", bound.negate());
            schema.put("maximum", bound.subtract(BigDecimal.ONE));
        }
    }
}
