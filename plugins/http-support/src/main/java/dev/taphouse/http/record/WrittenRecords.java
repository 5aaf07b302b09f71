package dev.taphouse.http.record;

import java.util.Map;
import java.util.Set;

/** Hands on records that are written here, one behind the other as far as there is room. */
final class WrittenRecords {
    private static final int FULL = 32 * 1024;

    private final ByteBuilder out = new ByteBuilder();
    private final Slice slice = new Slice();
    private final Ends ends;
    private final RecordConsumer consumer;
    private int start;
    private long count;

    WrittenRecords(Set<String> last, RecordConsumer consumer) {
        this.ends = new Ends(last);
        this.consumer = consumer;
    }

    /** Where to write the next record. */
    ByteBuilder begin() {
        if (out.length > FULL) {
            ends.settle();
            out.clear();
        }
        start = out.length;
        return out;
    }

    /** Hands on what was written. */
    void end() throws Exception {
        count++;
        slice.of(out.bytes, start, out.length - start);
        ends.next(slice);
        consumer.accept(slice);
    }

    /** What is told of the body, read to its end. */
    Body body(Map<String, String> values) {
        ends.settle();
        return new Body(count, values, ends.fingerprint(), ends.last());
    }
}
