package dev.taphouse.host.query;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A sink that does not get the first rows of each stream. */
final class SkippingSink implements RecordSink {
    private final RecordSink sink;
    private final long offset;
    private final Map<String, SkippingWriter> writers = new HashMap<>();

    SkippingSink(RecordSink sink, long offset) {
        this.sink = sink;
        this.offset = offset;
    }

    @Override
    public RowWriter rows(String stream) {
        RowWriter writer = sink.rows(stream);
        return writers.computeIfAbsent(stream, unused -> new SkippingWriter(writer, offset));
    }

    @Override
    public void checkpoint(Position position) {
        sink.checkpoint(position);
    }

    @Override
    public boolean checkpointDue() {
        return sink.checkpointDue();
    }

    @Override
    public StreamRead changed(StreamSpec now) {
        StreamRead read = sink.changed(now);
        SkippingWriter old = writers.remove(now.name());
        long left = old == null ? offset : old.left();
        writers.put(now.name(), new SkippingWriter(sink.rows(now.name()), left));
        return read;
    }

    @Override
    public Position durable(String stream) {
        return sink.durable(stream);
    }

    @Override
    public void idle(Duration atMost) {
        sink.idle(atMost);
    }

    @Override
    public Registration onCancel(Runnable cancel) {
        return sink.onCancel(cancel);
    }
}
