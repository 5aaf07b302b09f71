package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/**
 * Money as {@code lc_monetary} C prints it: {@code $1,234.56} and {@code -$1,234.56}, always with two digits after the
 * point.
 */
final class MoneyCodec extends ValueCodec {
    /** Of 64 bits, in hundredths. */
    private static final Type MONEY = Type.decimal(19, 2);

    private final byte[] plain = new byte[32];
    private int length;

    MoneyCodec(PgOrder order) {
        super(MONEY, order);
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        strip(text, offset, length);
        out.utf8(field, plain, 0, this.length);
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        strip(text, offset, length);
        out.append(plain, 0, this.length);
        return null;
    }

    private void strip(byte[] text, int offset, int count) {
        length = 0;
        for (int i = offset; i < offset + count; i++) {
            int b = text[i];
            if (b >= '0' && b <= '9' || b == '.' || b == '-') {
                plain[length++] = (byte) b;
            }
        }
    }
}
