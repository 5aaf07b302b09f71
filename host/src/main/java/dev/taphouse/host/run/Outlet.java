package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.protocol.Losses;
import dev.taphouse.host.protocol.RowEvents;
import dev.taphouse.host.protocol.StreamShape;
import dev.taphouse.host.protocol.StreamWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One stream of one read: its writer, and where it stands. Used by the reading thread alone. */
final class Outlet implements RowEvents {
    private final ReadSink sink;
    private final StreamRun run;
    private final Optional<CursorTracker> tracker;
    final Losses losses;
    private StreamRead read;
    private StreamWriter writer;
    private @Nullable Position reached;
    private boolean checkpointed;
    private @Nullable SourceException failure;
    private boolean satisfied;
    private long rows;
    private long rowsReached;
    private long rowsCovered;
    private long sentRows;
    private long unsentBytes;

    Outlet(ReadSink sink, StreamRead read, StreamRun run) {
        this.sink = sink;
        this.read = read;
        this.run = run;
        this.losses = new Losses(read.spec().name());
        this.tracker = CursorTracker.of(read, sink.isLane());
        this.writer = writer(read);
    }

    private StreamWriter writer(StreamRead of) {
        List<String> tracked = tracker.map(CursorTracker::fields).orElse(List.of());
        return new StreamWriter(sink.shape(of), sink.lines(), this, losses, tracked);
    }

    StreamRead read() {
        return read;
    }

    StreamRun run() {
        return run;
    }

    StreamWriter writer() {
        return writer;
    }

    StreamShape shape() {
        return writer.shape();
    }

    long rows() {
        return rows;
    }

    /** The row that just ended takes so many bytes. */
    void took(int bytes) {
        unsentBytes += bytes;
    }

    /** All rows so far went out. */
    void sent() {
        run.sent(rows - sentRows, unsentBytes);
        sentRows = rows;
        unsentBytes = 0;
    }

    /** What a limit leaves for a read that goes on from the last position taken. */
    StreamRead rest(StreamRead asked) {
        OptionalLong limit = asked.limit();
        return limit.isPresent() ? asked.limit(Math.max(0, limit.getAsLong() - rowsCovered)) : asked;
    }

    /** Whether as many rows as are wanted went out. */
    boolean isAtLimit() {
        return rows == read.limit().orElse(-1);
    }

    /** Lets further rows pass without a trace: other streams of the read are not at their limit yet. */
    void satisfied() {
        satisfied = true;
        writer.silence();
    }

    /** Whether it failed alone. */
    boolean isFailed() {
        return failure != null;
    }

    /** Whether it failed alone and may succeed when it is read again. */
    boolean isUnavailable() {
        return failure != null && failure.kind() == SourceException.Kind.UNAVAILABLE;
    }

    /** Why it failed alone. */
    @Nullable Problem problem() {
        return failure == null ? null : Problem.of(failure);
    }

    /** Takes the new shape of the stream. */
    void change(StreamRead to) {
        writer.kill();
        read = to;
        writer = writer(to);
        if (failure != null || satisfied) {
            writer.silence();
        }
    }

    /** Where the rows so far lead, taken away; null when nothing new can be said. */
    @Nullable Position takeReached() {
        Position position = reached;
        if (!checkpointed && tracker.isPresent() && tracker.get().isOrdered() && failure == null) {
            position = tracker.get().position();
            rowsReached = rows;
        }
        if (position != null) {
            rowsCovered = rowsReached;
        }
        reached = null;
        return position;
    }

    /** What the pass as a whole leads to, where only its end shows it; null when the last checkpoint stands. */
    @Nullable Position atEnd() {
        boolean follows = !checkpointed && failure == null && tracker.isPresent();
        return follows ? tracker.get().position() : null;
    }

    /** Whether a position can be taken between any two rows. */
    boolean isTrackedInOrder() {
        return !checkpointed && tracker.isPresent() && tracker.get().isOrdered();
    }

    void reach(Position position) {
        if (failure == null && !satisfied) {
            checkpointed = true;
            reached = position;
            rowsReached = rows;
        }
    }

    @Override
    public void beforeRow() {
        sink.beforeRow(this);
    }

    @Override
    public void afterRow() {
        rows++;
        if (!checkpointed && tracker.isPresent()) {
            tracker.get().row(writer.tracked());
        }
        sink.afterRow(this);
    }

    @Override
    public void checkpoint(Position position) {
        sink.requireOpen();
        reach(position);
        sink.afterCheckpoint();
    }

    @Override
    public void fail(SourceException why) {
        sink.requireOpen();
        failAlone(why);
    }

    private void failAlone(SourceException why) {
        failure = why;
        writer.silence();
        if (!isUnavailable()) {
            sink.failed(this, why);
        }
    }

    @Override
    public void truncated() {
        sink.requireOpen();
        if (!sink.truncate(this)) {
            failAlone(new SourceException(
                            SourceException.Kind.DATA,
                            "stream '" + read.spec().name()
                                    + "' was truncated at the source, which a target cannot be told")
                    .remedy("Empty its table at the target, remove its bookmark (host state reset) and run again; with"
                            + " --activate-version from its first load on, targets are told"));
        }
    }

    @Override
    public Instant now() {
        return sink.now();
    }

    /** Whether rows may be deleted: those of a log, and of a stream that says so. */
    static boolean deletes(StreamRead read) {
        return read.method() == StreamSpec.Method.LOG_BASED || read.spec().hasDeletes();
    }
}
