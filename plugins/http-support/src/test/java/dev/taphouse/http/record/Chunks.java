package dev.taphouse.http.record;

import java.io.InputStream;
import java.util.Objects;

/** A body that comes in pieces of one size. */
final class Chunks extends InputStream {
    private final byte[] body;
    private final int size;
    private int at;

    Chunks(byte[] body, int size) {
        this.body = body;
        this.size = size;
    }

    @Override
    public int read() {
        return at < body.length ? body[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, b.length);
        if (at == body.length) {
            return -1;
        }
        int n = Math.min(Math.min(size, length), body.length - at);
        System.arraycopy(body, at, b, offset, n);
        at += n;
        return n;
    }
}
