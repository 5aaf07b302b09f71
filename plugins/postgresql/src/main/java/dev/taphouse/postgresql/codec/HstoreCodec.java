package dev.taphouse.postgresql.codec;

import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/** The extension hstore: {@code "a"=>"1", "b"=>NULL}, an object of texts and nulls. */
final class HstoreCodec extends StructureCodec {

    HstoreCodec(PartLosses losses) {
        super(Type.object(), losses);
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        int mark = out.length();
        out.put('{');
        int i = offset;
        int end = offset + length;
        while (i >= 0 && i < end) {
            if (i > offset) {
                out.put(',');
                i = separator(text, i, end);
            }
            i = i < 0 ? i : pair(text, i, end, out);
        }
        out.put('}');
        if (i < 0) {
            out.cut(mark);
            return Loss.HSTORE;
        }
        return null;
    }

    private static int separator(byte[] text, int from, int end) {
        return from + 1 < end && text[from] == ',' && text[from + 1] == ' ' ? from + 2 : -1;
    }

    /** Writes a pair; where it ends, or -1 if there is none. */
    private int pair(byte[] text, int from, int end, JsonText out) {
        int i = string(text, from, end, out);
        if (i < 0 || i + 1 >= end || text[i] != '=' || text[i + 1] != '>') {
            return -1;
        }
        i += 2;
        out.put(':');
        int word = Math.min(i + 4, end);
        if (isNull(text, i, word)) {
            out.nothing();
            return word;
        }
        return string(text, i, end, out);
    }

    private int string(byte[] text, int from, int end, JsonText out) {
        if (from >= end || text[from] != '"') {
            return -1;
        }
        int after = unquote(text, from + 1, end);
        if (after >= 0) {
            out.string(part(), 0, partLength());
        }
        return after;
    }
}
