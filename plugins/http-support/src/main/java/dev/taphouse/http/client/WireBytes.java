package dev.taphouse.http.client;

import dev.taphouse.api.SourceContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a body as they came over the wire: counted, and waited for in the time of the call only. */
final class WireBytes extends FilterInputStream {
    /** So many are told of at once: the metric is shared by all threads. */
    private static final long REPORT_BYTES = 1 << 20;

    private final CallDeadline deadline;
    private final SourceContext context;
    private long count;
    private long told;

    WireBytes(InputStream in, CallDeadline deadline, SourceContext context) {
        super(in);
        this.deadline = deadline;
        this.context = context;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long from = System.nanoTime();
        int n = in.read(into, offset, length);
        deadline.spend(System.nanoTime() - from);
        count += Math.max(0, n);
        if (count - told >= REPORT_BYTES) {
            tell();
        }
        return n;
    }

    /** Adds what is not in the metric yet. */
    void tell() {
        context.count("bytes_in", count - told);
        told = count;
    }

    /** How many there were. */
    long count() {
        return count;
    }
}
