package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.catalog.StreamSelection;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.Lines;
import dev.taphouse.host.protocol.Losses;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.protocol.StreamShape;
import dev.taphouse.host.state.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What the reads of a run share on the way out: stdout, the state, the pace of STATEs, the wish to stop. Thread-safe.
 */
final class Delivery implements AutoCloseable {
    private final MessageWriter out;
    private final State state;
    private final State given;
    private final Pace pace;
    private final Stop stop;
    private final Ticker ticker;
    private final Ratchet ratchet = new Ratchet(Log::warn);
    private final Map<Field, Map<String, Object>> schemas;
    private final Object states = new Object();
    private final int room;
    private final AtomicLong rows = new AtomicLong();
    private final Map<String, StreamShape> announced = new HashMap<>();
    private final TableVersions versions;
    private final Map<String, StreamSelection> selections = new ConcurrentHashMap<>();
    private volatile long rowsAtState;
    private volatile long bytesAtState;
    private volatile int stateSize;
    private volatile Instant stateTime;
    private volatile boolean moved;

    /**
     * A delivery.
     *
     * @param state moves as rows go out
     * @param schemas the JSON Schema of a field, where it is not derived from its type alone
     * @param together whether several reads may run at once
     */
    Delivery(
            MessageWriter out,
            State state,
            Pace pace,
            Stop stop,
            Clock clock,
            Map<Field, Map<String, Object>> schemas,
            boolean together) {
        this.room = together ? Lines.LARGE : Lines.SMALL;
        this.out = out;
        this.state = state;
        this.given = new State(state.document());
        this.pace = pace;
        this.stop = stop;
        this.ticker = new Ticker(clock);
        this.schemas = schemas;
        this.versions = new TableVersions(state, clock);
        this.stateTime = ticker.now();
    }

    Lines lines() {
        return new Lines(out, room);
    }

    Stop stop() {
        return stop;
    }

    Instant now() {
        return ticker.now();
    }

    void counted(long more) {
        rows.addAndGet(more);
    }

    /** Whether it is time for a STATE, with so many more rows and bytes that wait to go out. */
    boolean isStateDue(long more, int waiting) {
        long since = rows.get() + more - rowsAtState;
        return pace.isDue(moved, since, out.written() + waiting - bytesAtState, stateSize, stateTime, ticker.now());
    }

    /** Writes a STATE: it covers every row above it, and nothing below. */
    void state() throws IOException {
        out.state(() -> {
            moved = false;
            Map<String, Object> document = state.document();
            stateSize = Json.bytes(document).length;
            return document;
        });
        rowsAtState = rows.get();
        bytesAtState = out.written();
        stateTime = ticker.now();
    }

    /** Writes a STATE, unless another read just did. */
    void stateIfDue() throws IOException {
        synchronized (states) {
            if (isStateDue(0, 0)) {
                state();
            }
        }
    }

    /** Writes a STATE when what went out since the last one is much more than a STATE. */
    void stateIfWorthIt() throws IOException {
        if (pace.isWorthIt(out.written() - bytesAtState, stateSize)) {
            state();
        }
    }

    /** Writes a SCHEMA, unless it stands there already. */
    void schema(String stream, StreamShape shape) throws IOException {
        synchronized (announced) {
            if (!shape.equals(announced.put(shape.stream(), shape))) {
                out.schema(shape);
            }
            if (shape.version().isPresent() && versions.takeFirst(stream)) {
                out.activateVersion(shape.stream(), shape.version().getAsLong());
            }
        }
    }

    /** All rows of a stream are gone: those that come are of a version of their own. Empty for one without versions. */
    OptionalLong renewVersion(String stream) {
        return versions.renew(stream);
    }

    /** Tells targets that the rows so far are of the past. */
    void activate(StreamShape shape) throws IOException {
        synchronized (announced) {
            announced.put(shape.stream(), shape);
            out.activateVersion(shape.stream(), shape.version().orElseThrow());
        }
    }

    /** Has a stream go out as its selection says. */
    void selects(String stream, StreamSelection selection) {
        selections.put(stream, selection);
    }

    /** Begins the pass of a stream, from where the state says. */
    void begins(StreamRead read) {
        StreamSelection selection = selections.get(read.spec().name());
        if (selection != null) {
            versions.begin(read, selection.activatesVersion());
        }
    }

    /** Tells targets that a pass is complete; called before the state tells it. */
    void activate(StreamRead read, StreamRun run) throws IOException {
        String stream = read.spec().name();
        OptionalLong version = versions.of(stream);
        if (version.isEmpty()) {
            return;
        }
        if (run.losses().keySet().stream().anyMatch(Losses::isRejection)) {
            Log.warn("stream '" + stream + "': rows were rejected, so its version is not activated and targets keep the"
                    + " rows of the last pass");
            return;
        }
        out.activateVersion(shape(read).stream(), version.getAsLong());
    }

    StreamShape shape(StreamRead read) {
        StreamShape shape = unversioned(read);
        OptionalLong version = versions.of(read.spec().name());
        return version.isPresent() ? shape.version(version.getAsLong()) : shape;
    }

    private StreamShape unversioned(StreamRead read) {
        StreamSelection selection = selections.get(read.spec().name());
        return selection == null
                ? new StreamShape(
                        read.spec().name(), read.fields(), read.keys(), read.cursors(), Outlet.deletes(read), schemas)
                : selection.shape(read, Outlet.deletes(read));
    }

    /** What is wanted of a stream in its new shape: what was wanted before, and fields that are new. */
    StreamRead changed(StreamRead before, StreamSpec now) {
        Log.info("stream '" + now.name() + "' has a new shape: " + now.fields());
        StreamSelection selection = selections.get(now.name());
        List<Field> fields = selection == null ? fields(before, now) : selection.changed(before, now);
        boolean isDeclared = !before.keys().equals(before.spec().keys());
        StreamRead read = StreamRead.of(now)
                .method(before.method(), before.cursors().toArray(String[]::new))
                .keys(now.keys().isEmpty() || isDeclared ? before.keys() : now.keys())
                .from(before.from())
                .lanes(before.lanes())
                .query(before.query())
                .fields(fields);
        read = before.until().map(read::until).orElse(read);
        return before.limit().isPresent() ? read.limit(before.limit().getAsLong()) : read;
    }

    private static List<Field> fields(StreamRead before, StreamSpec now) {
        List<Field> fields = new ArrayList<>();
        for (Field field : now.fields()) {
            boolean fresh = before.spec().field(field.name()).isEmpty();
            boolean needed = field.isAutomatic() || now.keys().contains(field.name());
            if (field.unsupportedReason().isEmpty() && (fresh || needed || before.indexOf(field.name()) >= 0)) {
                fields.add(field);
            }
        }
        return fields;
    }

    Position durable(String stream) {
        Position position = given.position(stream);
        return position.isStart()
                ? given.lanes(stream).values().stream()
                        .map(State.Lane::at)
                        .findFirst()
                        .orElse(position)
                : position;
    }

    /** Takes a position; called while nobody else writes. */
    void reached(Split split, StreamRead read, Position position) {
        String stream = read.spec().name();
        moved = true;
        if (split.lane().isEmpty()) {
            state.position(stream, ratchet.forward(read, "", state.position(stream), position));
        } else {
            State.Lane lane = state.lanes(stream).getOrDefault(split.lane(), new State.Lane(read.from(), false));
            Position forward = ratchet.forward(read, split.lane(), lane.at(), position);
            state.lane(stream, split.lane(), new State.Lane(forward, false));
        }
    }

    void failed(String stream, SourceException why) {
        String line = Problem.of(why).text(stream);
        if (why.kind() == SourceException.Kind.ABSENT) {
            Log.warn(line);
        } else {
            Log.error(line);
        }
    }

    /** Waits, but not beyond a wish to stop. */
    void rest(Duration atMost, Stop stop) {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (left > 0 && !stop.isSoft() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
            left = end - System.nanoTime();
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
