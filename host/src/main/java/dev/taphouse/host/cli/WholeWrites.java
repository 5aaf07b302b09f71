package dev.taphouse.host.cli;

import java.io.IOException;
import java.io.OutputStream;

/** A stream for several writers, each of whose writes is kept whole. Thread-safe. */
final class WholeWrites extends OutputStream {
    private final OutputStream out;

    WholeWrites(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }
}
