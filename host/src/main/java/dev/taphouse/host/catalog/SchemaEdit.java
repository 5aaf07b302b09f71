package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field as the catalog's schema wants it, which the user may have edited: type, nullability, description. What the
 * catalog does not say stays as the source has it, inside of objects and lists too.
 *
 * @param field the field as it goes out
 * @param schema its JSON Schema
 * @param fit how the source's values fit
 */
record SchemaEdit(Field field, Map<String, Object> schema, TypeFit fit) {

    /**
     * Lays a catalog's schema over a field.
     *
     * @param types reads the catalog's schema
     * @param own the field's JSON Schema at the source
     * @param wanted its JSON Schema in the catalog
     * @throws IllegalArgumentException for a schema that is none
     */
    static SchemaEdit of(
            SchemaTypes types, Field field, Map<String, Object> own, Map<String, @Nullable Object> wanted) {
        if (wanted.isEmpty() || wanted.equals(own)) {
            return new SchemaEdit(field, own, TypeFit.ALWAYS);
        }
        Map<String, @Nullable Object> edited = types.resolved(wanted);
        Set<String> names = types.typeNames(edited);
        if (names.isEmpty()) {
            return new SchemaEdit(field, own, TypeFit.ALWAYS);
        }
        boolean nullable = names.remove("null") || names.isEmpty();
        SchemaEdit merged = switch (field.type().kind()) {
            case OBJECT -> names.equals(Set.of("object")) ? object(types, field, own, edited, nullable) : null;
            case LIST -> names.equals(Set.of("array")) ? list(types, field, own, edited, nullable) : null;
            default -> null;
        };
        return merged == null ? leaf(types, field, own, edited, nullable) : merged;
    }

    /** Whether anything goes out otherwise than the source has it. */
    boolean isChange(Field source, Map<String, Object> own) {
        return converts(source)
                || field.nullable() != source.nullable()
                || !Json.text(schema).equals(Json.text(own));
    }

    /** Whether values are converted. */
    boolean converts(Field source) {
        return !field.type().equals(source.type());
    }

    private static SchemaEdit leaf(
            SchemaTypes types,
            Field field,
            Map<String, Object> own,
            Map<String, @Nullable Object> edited,
            boolean nullable) {
        Type type = types.type(edited);
        boolean same = type.equals(types.type(SchemaNodes.object(own)));
        Type to = same ? field.type() : zoned(field.type(), type);
        return new SchemaEdit(
                as(field, to, nullable),
                types.portable(edited),
                TypeFit.of(field.type(), to).and(nullability(field, nullable)));
    }

    /** A date-time made of what has no zone is taken as UTC. */
    private static Type zoned(Type from, Type to) {
        return to.kind() == Type.Kind.INSTANT && from.kind() != Type.Kind.INSTANT ? Type.TIMESTAMP : to;
    }

    private static SchemaEdit object(
            SchemaTypes types,
            Field field,
            Map<String, Object> own,
            Map<String, @Nullable Object> edited,
            boolean nullable) {
        Map<String, @Nullable Object> ownChildren = SchemaNodes.object(own.get("properties"));
        Map<String, @Nullable Object> left = SchemaNodes.object(edited.get("properties"));
        List<Field> fields = new ArrayList<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        TypeFit fit = nullability(field, nullable);
        for (Field child : field.type().fields()) {
            SchemaEdit below = of(
                    types,
                    child,
                    notNull(SchemaNodes.object(ownChildren.get(child.name()))),
                    SchemaNodes.object(left.remove(child.name())));
            fields.add(below.field);
            properties.put(child.name(), below.schema);
            fit = fit.and(below.fit);
        }
        left.forEach((name, schema) -> {
            fields.add(types.field(name, SchemaNodes.object(schema)));
            properties.put(name, types.portable(SchemaNodes.object(schema)));
        });
        Map<String, Object> schema = types.portable(edited);
        schema.put("properties", properties);
        return new SchemaEdit(as(field, Type.object(fields.toArray(Field[]::new)), nullable), schema, fit);
    }

    private static SchemaEdit list(
            SchemaTypes types,
            Field field,
            Map<String, Object> own,
            Map<String, @Nullable Object> edited,
            boolean nullable) {
        Field element = Field.of("items", field.type().element().orElseThrow());
        SchemaEdit below = of(
                types, element, notNull(SchemaNodes.object(own.get("items"))), SchemaNodes.object(edited.get("items")));
        Map<String, Object> schema = types.portable(edited);
        schema.put("items", below.schema);
        TypeFit fit = below.fit.and(nullability(field, nullable));
        return new SchemaEdit(as(field, Type.list(below.field.type()), nullable), schema, fit);
    }

    private static Map<String, Object> notNull(Map<String, @Nullable Object> schema) {
        Map<String, Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            if (value != null) {
                copy.put(key, value);
            }
        });
        return copy;
    }

    private static TypeFit nullability(Field source, boolean nullable) {
        return source.nullable() && !nullable ? TypeFit.MAYBE : TypeFit.ALWAYS;
    }

    private static Field as(Field source, Type type, boolean nullable) {
        Field field = Field.of(source.name(), type);
        return nullable ? field : field.notNull();
    }
}
