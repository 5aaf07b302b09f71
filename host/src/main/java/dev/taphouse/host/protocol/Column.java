package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    /** The columns of an OBJECT's fields, and of names inside a value that are left out. */
    final List<Column> children;

    /** The column of a LIST's elements, or of those that a JSON value may have. */
    final @Nullable Column element;

    final NameIndex names;
    /** Whether something inside of the value is left out. */
    final boolean prunes;
    /** Whether it is left out itself. */
    final boolean dropped;
    /** Whether the source has another type, so that values are converted. */
    final boolean converts;

    final int maxLength;
    final int bits;
    final int precision;
    final int scale;

    Column(Field field, String path) {
        this(field, path, Dropped.NONE, false, false);
    }

    private Column(Field field, String path, Dropped inside, boolean dropped, boolean converts) {
        this.field = field;
        this.path = path;
        this.type = field.type();
        this.kind = type.kind();
        this.nullable = field.nullable();
        this.dropped = dropped;
        this.converts = converts;
        this.prunes = !inside.isNone();
        this.maxLength = type.maxLength().orElse(Integer.MAX_VALUE);
        this.bits = type.bits();
        this.precision = type.precision().orElse(Integer.MAX_VALUE);
        this.scale = type.scale().orElse(Integer.MAX_VALUE);
        byte[] name = Json.bytes(field.name());
        this.prefix = Arrays.copyOf(name, name.length + 1);
        this.prefix[name.length] = ':';
        this.children = children(inside);
        this.element = element(inside);
        this.names = new NameIndex(children);
    }

    private List<Column> children(Dropped inside) {
        if (kind != Type.Kind.OBJECT && kind != Type.Kind.JSON) {
            return List.of();
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        type.fields().forEach(child -> fields.put(child.name(), child));
        Stream.concat(inside.names().stream(), inside.below().keySet().stream())
                .sorted()
                .forEach(name -> fields.computeIfAbsent(name, unknown -> Field.of(unknown, Type.JSON)));
        return fields.values().stream()
                .map(child -> new Column(
                        child,
                        path + "." + child.name(),
                        inside.in(child.name()),
                        inside.names().contains(child.name()),
                        converts))
                .toList();
    }

    private @Nullable Column element(Dropped inside) {
        if (kind == Type.Kind.LIST) {
            Field items = Field.of("items", type.element().orElseThrow());
            return new Column(items, path + "[]", inside.inItems(), false, converts);
        }
        boolean isPruned = kind == Type.Kind.JSON && !inside.inItems().isNone();
        return isPruned ? new Column(Field.of("items", Type.JSON), path + "[]", inside.inItems(), false, false) : null;
    }

    /** The columns of a stream; those of its key take no null. */
    static List<Column> of(StreamShape shape) {
        return shape.fields().stream().map(field -> of(shape, field)).toList();
    }

    private static Column of(StreamShape shape, Field field) {
        FieldOutput output = shape.outputs().get(field.name());
        Field out = output == null ? field : output.field();
        Field known = shape.keys().contains(field.name()) ? out.notNull() : out;
        return output == null
                ? new Column(known, field.name())
                : new Column(known, field.name(), output.dropped(), false, output.converts());
    }

    /** For a name inside an object that its type does not know. */
    static Column anything(String path) {
        return new Column(Field.of("any", Type.JSON), path);
    }
}
