package dev.taphouse.http.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body, decompressed, that ends the exchange when it grows beyond all measure. */
final class LimitedBytes extends FilterInputStream {
    private final WireBytes wire;
    private final Limits limits;
    private long count;

    LimitedBytes(InputStream decompressed, WireBytes wire, Limits limits) {
        super(decompressed);
        this.wire = wire;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        count += Math.max(0, n);
        if (count > limits.bytes()) {
            throw new BodyRefused(
                    "the answer is larger than " + limits.bytes() + " bytes",
                    "Ask for smaller pages, or raise '" + ClientOptions.MAX_RESPONSE_BYTES.name() + "'.");
        }
        if (count > Limits.FREE_BYTES && count / limits.expansion() > wire.count()) {
            throw new BodyRefused(
                    "the answer is compressed more than " + limits.expansion() + " times (" + wire.count()
                            + " bytes became " + count + " so far): a decompression bomb",
                    "");
        }
        return n;
    }
}
