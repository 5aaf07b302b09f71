package dev.taphouse.http.record;

import java.io.IOException;
import java.io.InputStream;

/**
 * A piece of a body: what was read and is still needed. It slides along, and grows to hold what is kept whole. Indexes
 * into {@link #bytes} hold until the next {@link #fill}.
 */
final class ByteWindow {
    private static final int FIRST_SIZE = 32 * 1024;
    private static final int READ_SIZE = 8 * 1024;
    private static final int NEAR = 20;
    private static final int NOTHING = -1;

    private final InputStream in;
    private final Runnable beforeSliding;
    /** What was read, from 0 to {@link #end}. */
    byte[] bytes = new byte[FIRST_SIZE];
    /** The next byte to look at. */
    int at;

    int end;
    private int kept = NOTHING;
    private long gone;

    /**
     * A window on a body.
     *
     * @param beforeSliding called when the bytes before {@link #at}, or those kept, are about to go
     */
    ByteWindow(InputStream in, Runnable beforeSliding) {
        this.in = in;
        this.beforeSliding = beforeSliding;
    }

    /** Keeps what follows from {@link #at} on. */
    void keep() {
        kept = at;
    }

    /** Where that what is kept begins. */
    int kept() {
        return kept;
    }

    /** Ends keeping. */
    void release() {
        kept = NOTHING;
    }

    /** How many bytes of the body lie before an index. */
    long position(int index) {
        return gone + index;
    }

    /** Reads on; false at the end of the body. */
    boolean fill() throws IOException {
        if (bytes.length - end < READ_SIZE) {
            makeRoom();
        }
        int read = in.read(bytes, end, bytes.length - end);
        if (read <= 0) {
            return false;
        }
        end += read;
        return true;
    }

    private void makeRoom() {
        beforeSliding.run();
        int from = kept == NOTHING ? at : kept;
        byte[] target = end - from > bytes.length / 2 ? larger() : bytes;
        System.arraycopy(bytes, from, target, 0, end - from);
        bytes = target;
        gone += from;
        at -= from;
        end -= from;
        if (kept != NOTHING) {
            kept = 0;
        }
    }

    private byte[] larger() {
        long size = bytes.length < 16 * 1024 * 1024 ? bytes.length * 2L : bytes.length + bytes.length / 4L;
        return new byte[(int) Math.min(size, Integer.MAX_VALUE - 16)];
    }

    /** What lies around an index, for a message; reads on for that, and the window is of no use any more. */
    String near(int index) throws IOException {
        at = Math.max(0, index - NEAR);
        kept = NOTHING;
        long to = position(index) + NEAR;
        while (position(end) < to && fill()) {
            // until there is enough
        }
        return Json.excerpt(bytes, at, (int) Math.min(end, to - gone));
    }
}
