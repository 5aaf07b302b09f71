package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/** Types whose text is their canonical text: TEXT and UUID. */
final class TextCodec extends ValueCodec {

    TextCodec(Type type, @Nullable PgOrder order) {
        super(type, order);
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        out.utf8(field, text, offset, length);
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        out.string(text, offset, length);
        return null;
    }
}
