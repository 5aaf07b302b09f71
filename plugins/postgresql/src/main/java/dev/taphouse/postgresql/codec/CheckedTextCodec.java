package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text that need not be UTF-8: all text of a database of encoding SQL_ASCII, and the bytes of a "char" before PostgreSQL
 * 15.
 */
final class CheckedTextCodec extends ValueCodec {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer thrownAway = CharBuffer.allocate(1024);

    CheckedTextCodec(Type type, @Nullable PgOrder order) {
        super(type, order);
    }

    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        if (isUtf8(text, offset, length)) {
            out.utf8(field, text, offset, length);
        } else {
            out.lost(field, Loss.NOT_UTF8);
        }
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        if (!isUtf8(text, offset, length)) {
            return Loss.NOT_UTF8;
        }
        out.string(text, offset, length);
        return null;
    }

    private boolean isUtf8(byte[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] < 0) {
                return decodes(text, offset, length);
            }
        }
        return true;
    }

    private boolean decodes(byte[] text, int offset, int length) {
        ByteBuffer left = ByteBuffer.wrap(text, offset, length);
        decoder.reset();
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            thrownAway.clear();
            result = decoder.decode(left, thrownAway, true);
        }
        return !result.isError();
    }
}
