package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What need not be UTF-8: text of a database of encoding SQL_ASCII, and the bytes of a "char" before PostgreSQL 15. Without
 * an order: a bookmark could not hold it.
 */
final class CheckedCodec extends ValueCodec {
    private final ValueCodec codec;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer thrownAway = CharBuffer.allocate(1024);

    /**
     * A codec that looks at values first.
     *
     * @param codec copies those that are UTF-8
     */
    CheckedCodec(ValueCodec codec) {
        super(codec.type(), null);
        this.codec = codec;
    }

    @Override
    public boolean mayLose() {
        return true;
    }

    @Override
    public void copy(byte[] text, int offset, int length, RowWriter out, int field) {
        if (isUtf8(text, offset, length)) {
            codec.copy(text, offset, length, out, field);
        } else {
            out.lost(field, Loss.NOT_UTF8);
        }
    }

    @Override
    @Nullable String json(byte[] text, int offset, int length, JsonText out, Parts parts) {
        return isUtf8(text, offset, length) ? codec.json(text, offset, length, out, parts) : Loss.NOT_UTF8;
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
