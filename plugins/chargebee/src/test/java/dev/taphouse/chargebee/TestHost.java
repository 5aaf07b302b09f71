package dev.taphouse.chargebee;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs passes as a host does: one session each, positions kept from one to the next, what came given to a copy. */
final class TestHost {
    private final Map<String, Position> state = new LinkedHashMap<>();
    private final Map<String, Exception> failures = new LinkedHashMap<>();
    private final Map<String, StreamSpec> specs = new LinkedHashMap<>();
    private final Copy copy = new Copy();
    private Consumer<CapturedSink> ending = sink -> {};
    private Delivery delivery = (pushed, covered) -> pushed;

    /** How much of what was pushed before a read ended early reaches the target. */
    @FunctionalInterface
    interface Delivery {

        /**
         * Decides.
         *
         * @param covered how much the last position covers, which is the least
         */
        int delivered(int pushed, int covered);
    }

    /** Told to each sink of the passes to come. */
    TestHost ending(Consumer<CapturedSink> how) {
        ending = how;
        return this;
    }

    TestHost delivery(Delivery how) {
        delivery = how;
        return this;
    }

    /** What the target has. */
    Copy copy() {
        return copy;
    }

    /** Why streams failed in the last pass. */
    Map<String, Exception> failures() {
        return failures;
    }

    /** The position of a stream. */
    Position position(String stream) {
        return state.getOrDefault(stream, Position.START);
    }

    /** Why a stream failed in the last pass. */
    SourceException failure(String stream) {
        return (SourceException) Optional.ofNullable(failures.get(stream)).orElseThrow();
    }

    /** The streams as they were described last. */
    StreamSpec spec(String stream) {
        return Optional.ofNullable(specs.get(stream)).orElseThrow();
    }

    /** Reads the streams once; returns whether all of them are complete. */
    boolean pass(Drive drive, Collection<String> streams) throws Exception {
        failures.clear();
        List<StreamRead> reads = new ArrayList<>();
        for (StreamSpec spec : drive.session().discover(new LinkedHashSet<>(streams))) {
            specs.put(spec.name(), spec);
            if (spec.unavailable().isPresent()) {
                failures.put(spec.name(), spec.unavailable().get());
            } else {
                reads.add(StreamRead.of(spec).from(state.getOrDefault(spec.name(), Position.START)));
            }
        }
        for (Split split : drive.session().plan(reads)) {
            if (!read(drive, split)) {
                return false;
            }
        }
        return failures.isEmpty();
    }

    private boolean read(Drive drive, Split split) {
        CapturedSink captured = CapturedSink.of(split);
        ending.accept(captured);
        OrderedSink sink = new OrderedSink(captured, split.streams());
        boolean complete = false;
        try {
            drive.session().read(split, sink);
            complete = !captured.endedEarly();
        } catch (Exception e) {
            if (!captured.endedEarly()) {
                split.streams().forEach(read -> failures.put(read.spec().name(), e));
            }
        }
        for (StreamRead read : split.streams()) {
            take(read, sink, complete);
        }
        return !captured.endedEarly();
    }

    private void take(StreamRead read, OrderedSink sink, boolean complete) {
        String name = read.spec().name();
        CapturedStream captured = sink.inner().stream(name);
        Optional<SourceException> failure = captured.failure();
        failure.ifPresent(why -> failures.put(name, why));
        List<OrderedSink.Change> changes = sink.changes(name);
        int covered = captured.checkpoints().isEmpty()
                ? 0
                : Math.toIntExact(captured.checkpoints()
                        .get(captured.checkpoints().size() - 1)
                        .rows());
        boolean whole = complete && failure.isEmpty();
        int delivered = whole ? changes.size() : delivery.delivered(changes.size(), covered);
        for (OrderedSink.Change change : changes.subList(0, delivered)) {
            if (change.deleted()) {
                copy.delete(change.spec(), change.row());
            } else {
                copy.row(change.spec(), change.row());
            }
        }
        if (whole && read.method() == StreamSpec.Method.FULL_TABLE) {
            state.remove(name);
        } else {
            state.put(name, captured.position());
        }
    }
}
