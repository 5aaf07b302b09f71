package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in any charset as UTF-8, without a byte order mark. */
final class Utf8Input {
    private Utf8Input() {}

    /**
     * The same text in UTF-8; text that is so already is not looked at.
     *
     * @param declared holds unless a byte order mark says otherwise
     */
    static InputStream of(InputStream body, Charset declared) throws IOException {
        byte[] start = body.readNBytes(3);
        int mark = 0;
        Charset charset = declared;
        if (starts(start, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
            charset = StandardCharsets.UTF_8;
        } else if (starts(start, 0xFE, 0xFF)) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        } else if (starts(start, 0xFF, 0xFE)) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        }
        PushbackInputStream rest = new PushbackInputStream(body, 3);
        rest.unread(start, mark, start.length - mark);
        boolean same = charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
        return same ? rest : new Recoded(rest, charset);
    }

    private static boolean starts(byte[] start, int... mark) {
        boolean same = start.length >= mark.length;
        for (int i = 0; same && i < mark.length; i++) {
            same = (start[i] & 0xFF) == mark[i];
        }
        return same;
    }

    private static final class Recoded extends InputStream {
        private final Reader in;
        private final Charset charset;
        private final CharBuffer chars = CharBuffer.allocate(4096).limit(0);
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private char high;

        Recoded(InputStream in, Charset charset) {
            this.charset = charset;
            this.in = new InputStreamReader(
                    in,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        }

        @Override
        public int read() throws IOException {
            return bytes.hasRemaining() || decode() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] b, int offset, int length) throws IOException {
            if (!bytes.hasRemaining() && !decode()) {
                return -1;
            }
            int n = Math.min(length, bytes.remaining());
            bytes.get(b, offset, n);
            return n;
        }

        private boolean decode() throws IOException {
            chars.clear();
            if (high != 0) {
                chars.put(high);
                high = 0;
            }
            try {
                if (in.read(chars) < 0) {
                    return false;
                }
            } catch (CharacterCodingException e) {
                throw new SourceException(
                        SourceException.Kind.DATA, "the body is not in " + charset + ", as its Content-Type says", e);
            }
            chars.flip();
            if (Character.isHighSurrogate(chars.get(chars.limit() - 1))) {
                high = chars.get(chars.limit() - 1);
                chars.limit(chars.limit() - 1);
            }
            bytes = StandardCharsets.UTF_8.encode(chars);
            return bytes.hasRemaining() || decode();
        }
    }
}
