package dev.taphouse.host.protocol;

import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that some fields had in the row written last: bookmarks are taken from what went out, so the two cannot
 * disagree. Costs nothing for fields that are not tracked. Used by the reading thread alone.
 */
public final class Tracked {
    private final boolean[] wanted;
    private final int[] indexes;
    private final List<Column> columns;
    private final int[] from;
    private final byte[][] tokens;
    private final int[] lengths;

    Tracked(List<Column> all, List<String> names) {
        columns = names.stream()
                .flatMap(name -> all.stream().filter(c -> c.field.name().equals(name)))
                .toList();
        wanted = new boolean[all.size()];
        from = new int[all.size()];
        indexes = columns.stream().mapToInt(all::indexOf).toArray();
        for (int index : indexes) {
            wanted[index] = true;
        }
        tokens = new byte[all.size()][];
        lengths = new int[all.size()];
    }

    boolean has(int field) {
        return wanted[field];
    }

    void from(int field, int at) {
        from[field] = at;
    }

    void to(int field, RowBuffer out) {
        int length = out.length - from[field];
        byte[] token = tokens[field];
        if (token == null || token.length < length) {
            token = new byte[Math.max(32, length)];
            tokens[field] = token;
        }
        System.arraycopy(out.bytes, from[field], token, 0, length);
        lengths[field] = length;
    }

    void clear() {
        for (int index : indexes) {
            lengths[index] = 0;
        }
    }

    /** How many fields are tracked. */
    public int size() {
        return indexes.length;
    }

    /** The name of the i-th tracked field. */
    public String name(int i) {
        return columns.get(i).field.name();
    }

    /** The kind of the i-th tracked field. */
    public Type.Kind kind(int i) {
        return columns.get(i).kind;
    }

    /**
     * The value of the i-th tracked field in the row written last.
     *
     * @return canonical text, or an exact number for INTEGER, DECIMAL and FLOAT; null when the row has none
     */
    public @Nullable Object value(int i) {
        int field = indexes[i];
        byte[] token = tokens[field];
        int length = lengths[field];
        if (token == null || length == 0 || token[0] == 'n') {
            return null;
        }
        return switch (columns.get(i).kind) {
            case INTEGER, DECIMAL, FLOAT -> number(Utf8.text(token, 0, length));
            default -> text(token, length);
        };
    }

    private static Object text(byte[] token, int length) {
        if (token[0] != '"') {
            return Utf8.text(token, 0, length);
        }
        JsonString string = new JsonString();
        string.scan(token, 0, length);
        byte[] plain = string.unescaped();
        return Utf8.text(plain, 0, plain.length);
    }

    private static Object number(String digits) {
        BigDecimal exact = new BigDecimal(digits);
        boolean whole = exact.scale() == 0 && exact.precision() < 19;
        return whole ? (Object) exact.longValue() : exact;
    }
}
