package dev.taphouse.http.client;

import dev.taphouse.api.SourceContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a body as they came over the wire: counted, and waited for in the time of the call only. */
final class WireBytes extends FilterInputStream {
    private final CallDeadline deadline;
    private final SourceContext context;
    private long count;

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
        int n = deadline.within(() -> in.read(into, offset, length));
        if (n > 0) {
            count += n;
            context.count("bytes_in", n);
        }
        return n;
    }

    /** How many there were. */
    long count() {
        return count;
    }
}
