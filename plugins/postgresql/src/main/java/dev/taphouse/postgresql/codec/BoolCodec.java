package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code t} and {@code f}. */
final class BoolCodec extends ValueCodec {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    BoolCodec(PgOrder order) {
        super(Type.BOOL, order);
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        out.bool(field, text[offset] == 't');
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        byte[] word = text[offset] == 't' ? TRUE : FALSE;
        out.append(word, 0, word.length);
        return null;
    }
}
