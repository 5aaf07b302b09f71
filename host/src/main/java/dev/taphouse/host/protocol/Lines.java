package dev.taphouse.host.protocol;

import java.io.IOException;

/**
 * The rows of one read on their way to stdout: a buffer of whole lines that several streams of the read share. Used by
 * the reading thread alone.
 */
public final class Lines {
    /** How many bytes are gathered before they go out. */
    private static final int ROOM = 64 << 10;

    final RowBuffer buffer = new RowBuffer(ROOM + (ROOM >> 1));
    private final MessageWriter out;

    /** Lines that will go out through this writer. */
    public Lines(MessageWriter out) {
        this.out = out;
    }

    /** How many bytes a line may have, without its line break. */
    int longest() {
        return out.longestLine();
    }

    /** Whether it is time to {@link #drain}. */
    public boolean isFull() {
        return buffer.length >= ROOM;
    }

    /** The number of bytes that wait. */
    public int waiting() {
        return buffer.length;
    }

    /**
     * Hands all lines to the writer, and {@code covered} is run before anybody else writes.
     *
     * @throws IOException when stdout cannot be written
     */
    public void drain(Runnable covered) throws IOException {
        out.lines(buffer.bytes, buffer.length, covered);
        buffer.clear();
    }
}
