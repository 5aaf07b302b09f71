package dev.taphouse.http.client;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A body that remembers how it failed, so that its failures can be told from those of whoever reads it. */
final class NotedBody extends FilterInputStream {
    /** After a body was read, so much may follow that nobody wanted: the end of the transfer must be seen. */
    private static final int TAIL_BYTES = 64 << 10;

    private @Nullable IOException failure;
    private boolean ended;
    private long waitedNanos;

    NotedBody(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        long from = System.nanoTime();
        try {
            int n = in.read(into, offset, length);
            ended |= n < 0;
            return n;
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            waitedNanos += System.nanoTime() - from;
        }
    }

    @Override
    public void close() {
        // whoever reads it may close it, but the tail is still to be looked at
    }

    /** How long was waited for bytes. */
    long waitedNanos() {
        return waitedNanos;
    }

    /** Reads to the end, unless there is much left, and throws what was thrown before, should a reader have hidden it. */
    void finish() throws IOException {
        readNBytes(TAIL_BYTES);
    }

    /**
     * The failure of the transfer behind what a reader threw; null when it is the reader's own. A text that ends too
     * early, seen by the reader alone, is a failure of the transfer too: not every transfer tells its length.
     */
    @Nullable IOException behind(Exception thrown) {
        if (failure != null && causes(thrown).anyMatch(each -> each == failure)) {
            return failure;
        }
        Throwable io = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
        return ended && isEarlyEnd(io) ? (IOException) io : null;
    }

    private static boolean isEarlyEnd(@Nullable Throwable thrown) {
        return thrown instanceof EOFException || thrown instanceof com.fasterxml.jackson.core.io.JsonEOFException;
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(20);
    }
}
