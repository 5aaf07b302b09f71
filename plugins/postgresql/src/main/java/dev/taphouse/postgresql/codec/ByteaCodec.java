package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import org.jspecify.annotations.Nullable;

/** Bytes, which {@code bytea_output} hex prints as {@code \xdeadbeef}: the canonical text after two characters. */
final class ByteaCodec extends ValueCodec {
    static final int PREFIX = 2;

    ByteaCodec(PgOrder order) {
        super(Type.BYTES, order);
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        out.utf8(field, text, offset + PREFIX, length - PREFIX);
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        out.quoted(text, offset + PREFIX, length - PREFIX);
        return null;
    }

    /** The driver decodes what it knows to be a bytea; a text it leaves alone. */
    @Override
    public String select(String column) {
        return column + "::pg_catalog.text";
    }
}
