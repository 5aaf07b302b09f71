package dev.taphouse.host.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What plugins and libraries print by themselves, in UTF-8, without the secrets that {@link Log} masks. Goes on line by
 * line, since a secret may come in pieces, or when it is flushed. For any thread.
 */
public final class MaskedOutput extends OutputStream {
    private static final int LONGEST = 64 * 1024;

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * Makes one.
     *
     * @param out where it goes, never closed
     */
    public MaskedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        line.write(octet);
        if (octet == '\n' || line.size() >= LONGEST) {
            flush();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (line.size() > 0) {
            out.write(Log.masked(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            line.reset();
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
