package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.protocol.Lines;
import dev.taphouse.host.protocol.Losses;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.protocol.RowEvents;
import dev.taphouse.host.protocol.StreamShape;
import dev.taphouse.host.protocol.StreamWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A driver that is not the command line: one thread per split pushes into a bounded queue, and somebody polls records
 * with their positions away in batches, as a stream processor's worker does. A record carries the position to resume
 * from once it is safe: that before it, and for the last record before a checkpoint the new one.
 */
final class Worker implements AutoCloseable {
    private final SourceSession session;
    private final Map<String, Position> committed;
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(16);
    private final Stop stop = new Stop();
    private final List<Thread> readers = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    /**
     * A worker.
     *
     * @param committed the positions by partition, {@code stream} or {@code stream/lane}; shared with who commits
     */
    Worker(SourceSession session, Map<String, Position> committed) {
        this.session = session;
        this.committed = committed;
    }

    /** Begins to read all splits; lanes that were begun are taken up as committed. */
    void start(List<StreamRead> wanted) throws Exception {
        List<Split> splits = new ArrayList<>();
        List<StreamRead> fresh = new ArrayList<>();
        for (StreamRead read : wanted) {
            List<Split> open = open(read);
            splits.addAll(open);
            if (open.isEmpty()) {
                fresh.add(read.from(committed.getOrDefault(read.spec().name(), Position.START)));
            }
        }
        for (Split split : fresh.isEmpty() ? List.<Split>of() : session.plan(fresh)) {
            splits.add(split);
            if (!split.lane().isEmpty()) {
                committed.put(nameOf(split, split.stream()), split.stream().from());
            }
        }
        for (Split split : splits) {
            Thread reader = new Thread(() -> read(split), "reader of " + split);
            readers.add(reader);
            reader.start();
        }
    }

    private List<Split> open(StreamRead read) {
        List<Split> open = new ArrayList<>();
        String prefix = read.spec().name() + "/";
        committed.forEach((partition, position) -> {
            if (partition.startsWith(prefix)) {
                open.add(Split.lane(partition.substring(prefix.length()), read.from(position)));
            }
        });
        return open;
    }

    private void read(Split split) {
        try {
            session.read(split, new Sink(split));
        } catch (CancellationException e) {
            // told to end
        } catch (Throwable e) {
            failure = stop.isHard() ? failure : e;
        }
    }

    /** A batch: empty when nothing is there yet, null when the readers ended and then nothing was left. */
    @Nullable List<Item> poll() throws InterruptedException {
        boolean over = readers.stream().noneMatch(Thread::isAlive);
        List<Item> batch = new ArrayList<>();
        queue.drainTo(batch, 10);
        if (batch.isEmpty() && !over) {
            Item item = queue.poll(20, TimeUnit.MILLISECONDS);
            return item == null ? List.of() : List.of(item);
        }
        return batch.isEmpty() ? null : batch;
    }

    /** Takes note of what is safe. */
    void commit(Item item) {
        committed.put(item.partition(), item.position());
    }

    /** Kills the readers: what they pushed and nobody polled is gone. */
    @Override
    public void close() throws InterruptedException {
        stop.hard();
        readers.forEach(Thread::interrupt);
        for (Thread reader : readers) {
            reader.join();
        }
        queue.clear();
    }

    /** Why a reader failed; null when none did. */
    @Nullable Throwable failure() {
        return failure;
    }

    private static String nameOf(Split split, StreamRead read) {
        return read.spec().name() + (split.lane().isEmpty() ? "" : "/" + split.lane());
    }

    /**
     * A record on its way.
     *
     * @param line the RECORD; empty for a position without one
     */
    record Item(String partition, byte[] line, Position position) {}

    /** The sink of one split. */
    private final class Sink implements RecordSink {
        private final Split split;
        private final Map<String, Partition> partitions = new LinkedHashMap<>();

        Sink(Split split) {
            this.split = split;
            for (StreamRead read : split.streams()) {
                partitions.put(read.spec().name(), new Partition(nameOf(split, read), read));
            }
        }

        @Override
        public RowWriter rows(String stream) {
            return partition(stream).writer;
        }

        private Partition partition(String stream) {
            Partition partition = partitions.get(stream);
            if (partition == null) {
                throw new IllegalArgumentException("stream '" + stream + "' is not in " + split);
            }
            return partition;
        }

        @Override
        public void checkpoint(Position position) {
            partitions.values().forEach(partition -> partition.checkpoint(position));
        }

        @Override
        public boolean checkpointDue() {
            return true;
        }

        @Override
        public StreamRead changed(StreamSpec now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Position durable(String stream) {
            return committed.getOrDefault(partition(stream).name, Position.START);
        }

        @Override
        public void idle(Duration atMost) {
            requireRunning();
        }

        @Override
        public Registration onCancel(Runnable cancel) {
            return stop.onHard(cancel);
        }
    }

    private void requireRunning() {
        if (stop.isHard()) {
            throw new CancellationException("the worker stops");
        }
    }

    /** The rows of one stream of a split; the last one waits for the position it leads to. */
    private final class Partition implements RowEvents {
        private final String name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Lines lines = new Lines(new MessageWriter(bytes));
        private final StreamWriter writer;
        private Position position;
        private byte @Nullable [] waiting;

        Partition(String name, StreamRead read) {
            this.name = name;
            this.position = read.from();
            StreamShape shape =
                    new StreamShape(read.spec().name(), read.fields(), read.keys(), read.cursors(), false, Map.of());
            this.writer =
                    new StreamWriter(shape, lines, this, new Losses(read.spec().name()), List.of());
        }

        @Override
        public void beforeRow() {
            requireRunning();
        }

        @Override
        public void afterRow() {
            put(waiting);
            try {
                lines.drain(() -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            waiting = bytes.toByteArray();
            bytes.reset();
        }

        @Override
        public void checkpoint(Position reached) {
            requireRunning();
            position = reached;
            put(waiting == null ? new byte[0] : waiting);
            waiting = null;
        }

        private void put(byte @Nullable [] line) {
            if (line == null) {
                return;
            }
            try {
                queue.put(new Item(name, line, position));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the worker stops");
            }
        }

        @Override
        public void fail(SourceException why) {
            throw why;
        }

        @Override
        public void truncated() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }
}
