package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.util.Arrays;

/** Types with values inside: written as JSON. A part that is lost becomes null and is heard of. */
abstract class StructureCodec extends ValueCodec {
    private static final int SMALL = 256;
    /** Room beyond this is given back after a value. */
    private static final int KEPT = 1 << 20;

    private final JsonText json = new JsonText();
    private final Parts parts;
    private int field;
    private byte[] part = new byte[SMALL];
    private int partLength;

    StructureCodec(Type type, PartLosses losses) {
        super(type, null);
        this.parts = reason -> losses.lost(field, reason);
    }

    @Override
    public final boolean mayLose() {
        return true;
    }

    @Override
    public final void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        this.field = field;
        json.clear();
        String lost = json(text, offset, length, json, parts);
        if (lost == null) {
            out.json(field, json.bytes(), 0, json.length());
        } else {
            out.lost(field, lost);
        }
    }

    /** Writes a part, which stands in the text without quotes. */
    static void part(ValueCodec codec, byte[] text, int from, int to, JsonText out, Parts parts) {
        String lost = codec.json(text, from, to - from, out, parts);
        if (lost != null) {
            out.nothing();
            parts.lost(lost);
        }
    }

    /** Writes the part that {@link #unquote} took up. */
    final void part(ValueCodec codec, JsonText out, Parts parts) {
        part(codec, part, 0, partLength, out, parts);
    }

    /** The bytes that {@link #unquote} took up, of {@link #partLength}. */
    final byte[] part() {
        return part;
    }

    final int partLength() {
        return partLength;
    }

    /**
     * Takes up a part in quotes: a backslash makes the next byte plain, a doubled quote is one.
     *
     * @param from after the first quote
     * @return the place after the last quote; -1 if there is none before {@code end}
     */
    final int unquote(byte[] text, int from, int end) {
        if (part.length > KEPT) {
            part = new byte[SMALL];
        }
        partLength = 0;
        int i = from;
        while (i < end) {
            int run = i;
            while (i < end && text[i] != '"' && text[i] != '\\') {
                i++;
            }
            take(text, run, i);
            boolean pair = i + 1 < end && (text[i] == '\\' || text[i + 1] == '"');
            if (pair) {
                take(text, i + 1, i + 2);
                i += 2;
            } else {
                return i < end && text[i] == '"' ? i + 1 : -1;
            }
        }
        return -1;
    }

    private void take(byte[] text, int from, int to) {
        int count = to - from;
        if (part.length - partLength < count) {
            part = Arrays.copyOf(part, Math.max(partLength + count, (int) Math.min(2L * part.length, 1 << 30)));
        }
        System.arraycopy(text, from, part, partLength, count);
        partLength += count;
    }

    /** Whether the text from there is this word, in any case. */
    static boolean isNull(byte[] text, int from, int to) {
        return to - from == 4
                && (text[from] | 0x20) == 'n'
                && (text[from + 1] | 0x20) == 'u'
                && (text[from + 2] | 0x20) == 'l'
                && (text[from + 3] | 0x20) == 'l';
    }
}
