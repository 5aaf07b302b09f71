package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.protocol.Lines;
import dev.taphouse.host.protocol.StreamShape;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The sink of one read. Rows gather in its {@link Lines}; a position becomes part of the state at the moment the rows
 * it covers are on stdout, under the lock that keeps all other writers away.
 */
final class ReadSink implements RecordSink {
    private final Delivery delivery;
    private final Reading reading;
    private final Stop stop;
    private final Split split;
    private final Lines lines;
    private final Map<String, Outlet> outlets = new LinkedHashMap<>();
    private @Nullable Outlet current;
    private boolean ended;
    private @Nullable IOException broken;
    private Instant drained;
    private long uncounted;
    private int counted;

    ReadSink(Delivery delivery, Reading reading, Split split, Map<String, StreamRun> runs) {
        this.delivery = delivery;
        this.reading = reading;
        this.stop = reading.stop();
        this.split = split;
        this.lines = delivery.lines();
        this.drained = delivery.now();
        for (StreamRead read : split.streams()) {
            String name = read.spec().name();
            StreamRun run = runs.get(name);
            if (run == null) {
                throw new IllegalStateException("the plan reads stream '" + name + "', which was not asked for");
            }
            outlets.put(name, new Outlet(this, read, run));
        }
    }

    Collection<Outlet> outlets() {
        return outlets.values();
    }

    /**
     * Whether the read was to end before it was through, whether it met the wish or not: after a hook a statement may
     * just end, and after the limit there may be more.
     */
    boolean isEnded() {
        return ended || stop.isHard() || outlets.values().stream().allMatch(Outlet::isAtLimit);
    }

    /** Whether it reads a part of a stream. */
    boolean isLane() {
        return !split.lane().isEmpty();
    }

    Lines lines() {
        return lines;
    }

    StreamShape shape(StreamRead read) {
        return delivery.shape(read);
    }

    Instant now() {
        return delivery.now();
    }

    @Override
    public RowWriter rows(String stream) {
        return outlet(stream).writer();
    }

    @Override
    public void checkpoint(Position position) {
        requireOpen();
        requireBetweenRows("checkpoint");
        for (Outlet outlet : outlets.values()) {
            outlet.reach(position);
        }
        afterCheckpoint();
    }

    @Override
    public boolean checkpointDue() {
        reading.pulse().beat();
        return stop.isSoft() || isStateDue();
    }

    private boolean isStateDue() {
        return delivery.isStateDue(uncounted, lines.waiting());
    }

    @Override
    public StreamRead changed(StreamSpec now) {
        requireOpen();
        requireBetweenRows("changed");
        Outlet outlet = outlet(now.name());
        if (isLane()) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "the source gave stream '" + now.name()
                                    + "' a new shape while it was read in lanes, and the"
                                    + " others still write the old one")
                    .remedy("Run again with --state: its lanes go on where they stand, in the new shape");
        }
        StreamRead read = delivery.changed(outlet.read(), now);
        drain();
        outlet.change(read);
        outlet.run().drifted("the source gave it a new shape while it was read");
        try {
            reading.pulse().onTarget(() -> delivery.schema(outlet.read().spec().name(), outlet.shape()));
        } catch (IOException e) {
            throw broken(e);
        }
        return read;
    }

    @Override
    public Position durable(String stream) {
        return delivery.durable(stream);
    }

    @Override
    public void idle(Duration atMost) {
        requireOpen();
        requireBetweenRows("idle");
        drain();
        if (stop.isSoft()) {
            throw end();
        }
        if (isStateDue()) {
            state();
        }
        reading.pulse().resting(() -> delivery.rest(atMost, stop));
        if (stop.isSoft()) {
            throw end();
        }
    }

    @Override
    public Registration onCancel(Runnable cancel) {
        return stop.onHard(cancel);
    }

    /** Tells the target of the streams. */
    void announce() throws IOException {
        for (Outlet outlet : outlets.values()) {
            reading.pulse().onTarget(() -> delivery.schema(outlet.read().spec().name(), outlet.shape()));
        }
    }

    void requireOpen() {
        reading.pulse().beat();
        if (ended) {
            throw cancellation();
        }
        if (stop.isHard()) {
            throw end();
        }
    }

    void beforeRow(Outlet outlet) {
        requireOpen();
        Outlet open = current;
        if (open != null && open != outlet && open.writer().inRow()) {
            throw new IllegalStateException(
                    "a row of stream '" + outlet.read().spec().name() + "' begins inside a row of '"
                            + open.read().spec().name() + "'; end() is missing");
        }
        if (outlet.isAtLimit() && outlets.values().stream().allMatch(Outlet::isAtLimit)) {
            throw end();
        }
        current = outlet;
    }

    void afterRow(Outlet outlet) {
        uncounted++;
        outlet.took(lines.waiting() - counted);
        counted = lines.waiting();
        if (outlet.isAtLimit() && outlets.size() > 1) {
            outlet.satisfied();
        }
        Instant now = delivery.now();
        if (lines.isFull() || now != drained && Duration.between(drained, now).toMillis() >= 1000) {
            drain();
            if (outlet.isTrackedInOrder() && outlets.size() == 1) {
                afterCheckpoint();
            }
        }
    }

    void afterCheckpoint() {
        if (stop.isSoft()) {
            drain();
            throw end();
        }
        if (isStateDue()) {
            drain();
            state();
        }
    }

    /** Lets a target forget the rows of a stream; false where it cannot be told. */
    boolean truncate(Outlet outlet) {
        OptionalLong version = delivery.renewVersion(outlet.read().spec().name());
        if (version.isEmpty()) {
            return false;
        }
        drain();
        outlet.writer().version(version.getAsLong());
        try {
            reading.pulse().onTarget(() -> delivery.activate(outlet.shape()));
        } catch (IOException e) {
            throw broken(e);
        }
        return true;
    }

    void failed(Outlet outlet, SourceException why) {
        outlet.run().fail(Problem.of(why));
        delivery.failed(outlet.read().spec().name(), why);
    }

    /**
     * Discards a row that was begun, and sends out the rest.
     *
     * @throws IOException when stdout cannot be written, now or before
     */
    void flush() throws IOException {
        outlets.values().forEach(outlet -> outlet.writer().discard());
        if (broken != null) {
            throw broken;
        }
        send();
    }

    private void drain() {
        try {
            send();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Sends out the rows that wait, with the positions they lead to. */
    private void send() throws IOException {
        drained = delivery.now();
        synchronized (reading) {
            if (!reading.isGivenUp()) {
                reading.pulse().onTarget(() -> lines.drain(this::covered));
            }
        }
        delivery.counted(uncounted);
        uncounted = 0;
        counted = 0;
    }

    /** What the lines that went out lead to; run before anybody else writes. */
    private void covered() {
        for (Outlet outlet : outlets.values()) {
            outlet.sent();
            Position position = outlet.takeReached();
            if (position != null) {
                delivery.reached(split, outlet.read(), position);
                outlet.run().reached(position);
            }
        }
    }

    private void state() {
        try {
            reading.pulse().onTarget(delivery::stateIfDue);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Outlet outlet(String stream) {
        Outlet outlet = outlets.get(stream);
        if (outlet == null) {
            throw new IllegalArgumentException(
                    "stream '" + stream + "' is not in this split, which has " + outlets.keySet());
        }
        return outlet;
    }

    private void requireBetweenRows(String call) {
        Outlet open = current;
        if (open != null && open.writer().inRow()) {
            throw new IllegalStateException(
                    call + " inside a row of stream '" + open.read().spec().name() + "'; end() is missing");
        }
    }

    private CancellationException broken(IOException e) {
        broken = e;
        delivery.stop().soft();
        return end();
    }

    private CancellationException end() {
        ended = true;
        return cancellation();
    }

    private static CancellationException cancellation() {
        return new CancellationException("the host ends this read");
    }
}
