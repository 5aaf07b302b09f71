package dev.taphouse.testkit;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A sink that keeps what is pushed, and that can be told to end the read as a host does: by {@link
 * CancellationException}, which every later call throws again. It does not track cursors: what a read wants to resume
 * from it has to checkpoint.
 */
public final class CapturedSink implements RecordSink {
    private final Map<String, StreamRead> reads = new LinkedHashMap<>();
    private final Map<String, CapturedStream> streams = new LinkedHashMap<>();
    private final Map<String, CapturedRows> writers = new LinkedHashMap<>();
    private final Map<String, Position> durable = new LinkedHashMap<>();
    private final Hooks hooks = new Hooks();
    private boolean due;
    private long endAtCheckpoint = Long.MAX_VALUE;
    private long endAtRow = Long.MAX_VALUE;
    private long checkpoints;
    private long rows;
    private volatile @Nullable String ended;

    private CapturedSink(Split split) {
        for (StreamRead read : split.streams()) {
            String name = read.spec().name();
            reads.put(name, read);
            streams.put(name, new CapturedStream(read));
            durable.put(name, read.from());
        }
    }

    /** A sink for one read of the split. */
    public static CapturedSink of(Split split) {
        return new CapturedSink(split);
    }

    /** A sink for one read of one whole stream. */
    public static CapturedSink of(StreamRead read) {
        return of(Split.of(read));
    }

    /** Ends the read out of the n-th checkpoint, which is taken; counted from 1 over all streams. */
    public CapturedSink endAtCheckpoint(long n) {
        endAtCheckpoint = n;
        return this;
    }

    /** Ends the read when the n-th row was pushed, which is taken; counted from 1 over all streams. */
    public CapturedSink endAtRow(long n) {
        endAtRow = n;
        return this;
    }

    /** Answers {@link #checkpointDue} with true instead of false. */
    public CapturedSink checkpointAlwaysDue() {
        due = true;
        return this;
    }

    /** Answers {@link #durable} for a stream, also one that is not in this split; without, with where a read began. */
    public CapturedSink safe(String stream, Position position) {
        durable.put(stream, position);
        return this;
    }

    /**
     * What was pushed of a stream.
     *
     * @throws IllegalArgumentException if the stream is not in this split
     */
    public CapturedStream stream(String name) {
        CapturedStream stream = streams.get(name);
        if (stream == null) {
            throw new IllegalArgumentException("stream '" + name + "' is not in this split: " + streams.keySet());
        }
        return stream;
    }

    /** Whether the read was ended early: it does not count as complete, whatever it did afterwards. */
    public boolean endedEarly() {
        return ended != null || hooks.ran();
    }

    /** Runs the hooks that are in place, as a host does after the grace time; no position is taken any more. */
    public void cancel() {
        ended = "the read was cancelled";
        hooks.run();
    }

    /** How many hooks are in place: none after a read. */
    public int hooks() {
        return hooks.size();
    }

    @Override
    public RowWriter rows(String stream) {
        alive();
        CapturedStream captured = stream(stream);
        return writers.computeIfAbsent(stream, name -> writer(name, captured));
    }

    @Override
    public void checkpoint(Position position) {
        betweenRows("checkpoint");
        alive();
        streams.values().stream().filter(stream -> !stream.failed()).forEach(stream -> stream.checkpoint(position));
        checkpointed();
    }

    @Override
    public boolean checkpointDue() {
        return due;
    }

    @Override
    public StreamRead changed(StreamSpec now) {
        betweenRows("changed");
        alive();
        CapturedStream captured = stream(now.name());
        CapturedRows old = writers.remove(now.name());
        if (old != null) {
            old.die();
        }
        captured.changed(now);
        StreamRead next = StreamRead.of(now).from(captured.position());
        reads.put(now.name(), next);
        return next;
    }

    @Override
    public Position durable(String stream) {
        return durable.getOrDefault(stream, Position.START);
    }

    @Override
    public void idle(Duration atMost) {
        betweenRows("idle");
        alive();
    }

    @Override
    public Registration onCancel(Runnable cancel) {
        return hooks.add(cancel);
    }

    /** Throws when the read was ended. */
    void alive() {
        String why = ended;
        if (why != null) {
            throw new CancellationException(why);
        }
    }

    /** A row is about to begin: ends the read when the stream has its limit. */
    void beginning(StreamRead read, CapturedStream captured) {
        alive();
        if (read.limit().isPresent() && captured.size() >= read.limit().getAsLong()) {
            end("the limit of " + read.limit().getAsLong() + " rows was reached");
        }
    }

    void pushed() {
        rows++;
        if (rows >= endAtRow) {
            end("ended at row " + rows);
        }
    }

    void checkpointed() {
        checkpoints++;
        if (checkpoints >= endAtCheckpoint) {
            end("ended at checkpoint " + checkpoints);
        }
    }

    private void end(String why) {
        ended = why;
        alive();
    }

    private CapturedRows writer(String name, CapturedStream captured) {
        StreamRead read = reads.get(name);
        if (read == null) {
            throw new IllegalStateException("stream '" + name + "' has no read");
        }
        return new CapturedRows(this, read, captured);
    }

    private void betweenRows(String call) {
        writers.values().forEach(writer -> writer.betweenRows(call));
    }
}
