package dev.taphouse.host.protocol;

import java.io.IOException;

/**
 * The rows of one read on their way to stdout: a buffer of whole lines that several streams of the read share. Used by
 * the reading thread alone.
 */
public final class Lines {
    /** How many bytes to gather before they go out. */
    public static final int SMALL = 64 << 10;
    /** The same where reads run side by side: targets like long runs of rows of one stream. */
    public static final int LARGE = 1 << 20;

    final RowBuffer buffer;
    private final MessageWriter out;
    private final int room;

    /** Lines that will go out through this writer, so many bytes at a time. */
    public Lines(MessageWriter out, int room) {
        this.out = out;
        this.room = room;
        this.buffer = new RowBuffer(room + (SMALL >> 1));
    }

    /** Lines that will go out through this writer. */
    public Lines(MessageWriter out) {
        this(out, SMALL);
    }

    /** How many bytes a line may have, without its line break. */
    int longest() {
        return out.longestLine();
    }

    /** Whether it is time to {@link #drain}. */
    public boolean isFull() {
        return buffer.length >= room;
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
