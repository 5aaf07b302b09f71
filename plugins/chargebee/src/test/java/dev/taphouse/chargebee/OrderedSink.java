package dev.taphouse.chargebee;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A captured sink that also knows in which order rows and deletes of a stream came. */
final class OrderedSink implements RecordSink {
    private final CapturedSink inner;
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private final Map<String, StreamSpec> specs = new LinkedHashMap<>();
    private final Map<String, RowWriter> writers = new LinkedHashMap<>();

    /** A row, or a deleted one. */
    record Change(StreamSpec spec, boolean deleted, Map<String, @Nullable Object> row) {}

    OrderedSink(CapturedSink inner, List<StreamRead> reads) {
        this.inner = inner;
        reads.forEach(read -> specs.put(read.spec().name(), read.spec()));
    }

    CapturedSink inner() {
        return inner;
    }

    /** What was pushed of a stream, in turn. */
    List<Change> changes(String stream) {
        return changes.computeIfAbsent(stream, name -> new ArrayList<>());
    }

    @Override
    public RowWriter rows(String stream) {
        RowWriter writer = inner.rows(stream);
        return writers.computeIfAbsent(stream, name -> (RowWriter) Proxy.newProxyInstance(
                RowWriter.class.getClassLoader(),
                new Class<?>[] {RowWriter.class},
                (proxy, method, arguments) -> noting(name, writer, method, arguments)));
    }

    private @Nullable Object noting(String stream, RowWriter writer, Method method, Object[] arguments)
            throws Throwable {
        CapturedStream captured = inner.stream(stream);
        int rows = captured.rows().size();
        int deletes = captured.deletes().size();
        try {
            return method.invoke(writer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            note(stream, false, captured.rows(), rows);
            note(stream, true, captured.deletes(), deletes);
        }
    }

    private void note(String stream, boolean deleted, List<Map<String, @Nullable Object>> all, int before) {
        StreamSpec spec = specs.get(stream);
        if (spec != null) {
            all.subList(before, all.size()).forEach(row -> changes(stream).add(new Change(spec, deleted, row)));
        }
    }

    @Override
    public void checkpoint(Position position) {
        inner.checkpoint(position);
    }

    @Override
    public boolean checkpointDue() {
        return inner.checkpointDue();
    }

    @Override
    public StreamRead changed(StreamSpec now) {
        writers.remove(now.name());
        specs.put(now.name(), now);
        return inner.changed(now);
    }

    @Override
    public Position durable(String stream) {
        return inner.durable(stream);
    }

    @Override
    public void idle(Duration atMost) {
        inner.idle(atMost);
    }

    @Override
    public Registration onCancel(Runnable cancel) {
        return inner.onCancel(cancel);
    }
}
