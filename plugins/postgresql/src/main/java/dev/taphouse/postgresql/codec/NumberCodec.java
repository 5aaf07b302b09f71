package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/** Integers, numeric and floats: the server's digits are copied; NaN and the infinities are lost. */
final class NumberCodec extends ValueCodec {

    NumberCodec(Type type, @Nullable PgOrder order) {
        super(type, order);
    }

    @Override
    public boolean mayLose() {
        return type().kind() != Type.Kind.INTEGER;
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        if (text[offset + length - 1] <= '9') {
            out.utf8(field, text, offset, length);
        } else {
            out.lost(field, special(text, offset));
        }
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        if (text[offset + length - 1] > '9') {
            return special(text, offset);
        }
        out.append(text, offset, length);
        return null;
    }

    private static String special(byte[] text, int offset) {
        return text[offset] == 'N' ? Loss.NAN : Loss.INFINITY;
    }
}
