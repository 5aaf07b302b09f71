package dev.taphouse.http.record;

import java.util.Map;

/** Reads records out of JSON text, each where it begins, and hands them on. */
final class RecordReader {
    private final JsonInput in;
    private final ByteWindow window;
    private final boolean checks;
    private final Ends ends;
    private final RecordConsumer consumer;
    private final Bounds bounds = new Bounds(JsonInput.DEEPEST);
    private final Slice slice = new Slice();
    private long count;

    /**
     * A reader.
     *
     * @param checks whether the grammar of each record is checked
     */
    RecordReader(JsonInput in, boolean checks, Ends ends, RecordConsumer consumer) {
        this.in = in;
        this.window = in.window();
        this.checks = checks;
        this.ends = ends;
        this.consumer = consumer;
    }

    /** How many there were. */
    long count() {
        return count;
    }

    /** Reads the record whose brace is next; what it is stays valid until the next read. */
    Slice next() throws Exception {
        window.keep();
        window.at++;
        bounds.begin();
        while (true) {
            window.at = bounds.feed(window.bytes, window.at, window.end);
            if (bounds.isDone()) {
                break;
            }
            if (bounds.isTooDeep()) {
                throw in.malformed(window.at, "it is nested deeper than " + JsonInput.DEEPEST);
            }
            if (!in.fill()) {
                in.check(window.kept(), window.end);
                throw in.truncated();
            }
        }
        int from = window.kept();
        window.release();
        count++;
        slice.of(window.bytes, from, window.at - from);
        if (checks) {
            in.check(from, window.at);
        }
        ends.next(slice);
        consumer.accept(slice);
        return slice;
    }

    /** What is told of the body, read to its end. */
    Body body(Map<String, String> values) {
        ends.settle();
        return new Body(count, values, ends.fingerprint(), ends.last());
    }
}
