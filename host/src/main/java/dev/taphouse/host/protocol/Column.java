package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.util.Arrays;
import java.util.List;

/** A field as the encoder needs it: its name and type in a form that costs nothing per row. */
final class Column {
    /** {@code "name":}, escaped. */
    final byte[] prefix;

    final Field field;
    final Type type;
    final Type.Kind kind;
    final boolean nullable;
    /** For messages: {@code order_id} or {@code address.zip}. */
    final String path;
    /** The element's column of a LIST, the fields' columns of an OBJECT. */
    final List<Column> children;

    final NameIndex names;
    final int maxLength;
    final int bits;
    final int precision;
    final int scale;

    Column(Field field, String path) {
        this.field = field;
        this.path = path;
        this.type = field.type();
        this.kind = type.kind();
        this.nullable = field.nullable();
        this.maxLength = type.maxLength().orElse(Integer.MAX_VALUE);
        this.bits = type.bits();
        this.precision = type.precision().orElse(Integer.MAX_VALUE);
        this.scale = type.scale().orElse(Integer.MAX_VALUE);
        byte[] name = Json.bytes(field.name());
        this.prefix = Arrays.copyOf(name, name.length + 1);
        this.prefix[name.length] = ':';
        this.children = switch (kind) {
            case LIST -> List.of(new Column(Field.of("items", type.element().orElseThrow()), path + "[]"));
            case OBJECT ->
                type.fields().stream()
                        .map(child -> new Column(child, path + "." + child.name()))
                        .toList();
            default -> List.of();
        };
        this.names = new NameIndex(kind == Type.Kind.OBJECT ? children : List.of());
    }

    /** The columns of a stream. */
    static List<Column> of(List<Field> fields) {
        return fields.stream().map(field -> new Column(field, field.name())).toList();
    }

    /** For a name inside an object that its type does not know. */
    static Column anything(String path) {
        return new Column(Field.of("any", Type.JSON), path);
    }
}
