package dev.taphouse.postgresql.codec;

import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/**
 * Arrays: {@code {1,NULL,3}}, {@code {{a,"b c"},{d,e}}}, {@code [2:3]={x,y}}. The bounds are not part of the value. An
 * array without elements has no dimensions at the server, and is an empty list whatever was declared.
 */
final class ArrayCodec extends StructureCodec {
    /** Any number of dimensions. */
    static final int ANY = 0;

    private final ValueCodec element;
    private final int dimensions;
    private final byte delimiter;

    /**
     * Arrays of a field.
     *
     * @param dimensions how many a value must have, or {@link #ANY}
     * @param delimiter what stands between elements
     */
    ArrayCodec(Type type, ValueCodec element, int dimensions, char delimiter, PartLosses losses) {
        super(type, losses);
        this.element = element;
        this.dimensions = dimensions;
        this.delimiter = (byte) delimiter;
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        int end = offset + length;
        int from = body(text, offset, end);
        int depth = from;
        while (depth < end && text[depth] == '{') {
            depth++;
        }
        if (depth == from) {
            return Loss.ARRAY;
        }
        boolean empty = depth < end && text[depth] == '}';
        if (dimensions != ANY && depth - from != dimensions && !empty) {
            return Loss.DIMENSIONS;
        }
        int mark = out.length();
        if (!elements(text, from, end, out, parts)) {
            out.cut(mark);
            return Loss.ARRAY;
        }
        return null;
    }

    /** Where the braces begin, after the bounds if there are any. */
    private static int body(byte[] text, int offset, int end) {
        if (offset >= end || text[offset] != '[') {
            return offset;
        }
        int i = offset;
        while (i < end && text[i] != '=') {
            i++;
        }
        return i + 1;
    }

    private boolean elements(byte[] text, int from, int end, JsonText out, Parts parts) {
        int i = from;
        while (i < end) {
            int b = text[i];
            if (b == '{') {
                out.put('[');
                i++;
            } else if (b == '}') {
                out.put(']');
                i++;
            } else if (b == delimiter) {
                out.put(',');
                i++;
            } else if (b == '"') {
                i = unquote(text, i + 1, end);
                if (i < 0) {
                    return false;
                }
                part(element, out, parts);
            } else {
                i = bare(text, i, end, out, parts);
            }
        }
        return true;
    }

    private int bare(byte[] text, int from, int end, JsonText out, Parts parts) {
        int to = from;
        while (to < end && text[to] != delimiter && text[to] != '}') {
            to++;
        }
        if (isNull(text, from, to)) {
            out.nothing();
        } else {
            part(element, text, from, to, out, parts);
        }
        return to;
    }
}
