package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.host.protocol.Losses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What became of one stream in a run, or how far it is: the row of the summary. Thread-safe. */
public final class StreamRun {
    private final String name;
    private final Map<String, Long> losses = new LinkedHashMap<>();
    private final List<String> drift = new ArrayList<>();
    private @Nullable Verdict verdict;
    private @Nullable Problem reason;
    private long expected = -1;
    private long rows;
    private long bytes;
    private long begun;
    private long ended;
    private int reads;
    private long onSource;
    private long onTarget;
    private int retries;
    private @Nullable Position position;

    StreamRun(String name) {
        this.name = name;
    }

    /** The stream. */
    public String name() {
        return name;
    }

    /** How it ended; PARTIAL for one that was not begun or did not end. */
    public synchronized Verdict verdict() {
        return verdict == null ? Verdict.PARTIAL : verdict;
    }

    /** Whether it is being read just now. */
    public synchronized boolean isReading() {
        return reads > 0;
    }

    /** Whether it has its verdict. */
    public synchronized boolean isDecided() {
        return verdict != null;
    }

    /** Whether it failed or was skipped. */
    synchronized boolean isOver() {
        return verdict == Verdict.FAILED || verdict == Verdict.SKIPPED;
    }

    /** Why it failed or was skipped. */
    public synchronized Optional<Problem> reason() {
        return Optional.ofNullable(reason);
    }

    /** About how many rows there are to be read, where that is known. */
    public synchronized OptionalLong expected() {
        return expected < 0 ? OptionalLong.empty() : OptionalLong.of(expected);
    }

    /** How many rows went out, those that a retry repeated included. */
    public synchronized long rows() {
        return rows;
    }

    /** How many bytes these rows are. */
    public synchronized long bytes() {
        return bytes;
    }

    /** How long it took from its begin to its end, or to now, in nanoseconds; 0 before the begin. */
    public synchronized long nanos() {
        return begun == 0 ? 0 : (reads > 0 ? System.nanoTime() : ended) - begun;
    }

    /** How long its reads were with the source, making rows of what came included, in nanoseconds; lanes add up. */
    public synchronized long sourceNanos() {
        return onSource;
    }

    /** How long its reads waited for stdout, in nanoseconds; lanes add up. */
    public synchronized long targetNanos() {
        return onTarget;
    }

    /** The cursor up to which rows went out, where there is one; that of any lane. */
    public synchronized Optional<String> cursor() {
        return Optional.ofNullable(position).flatMap(Position::cursor);
    }

    /** How often it was tried again. */
    public synchronized int retries() {
        return retries;
    }

    /** How many values were lost or changed, by {@code field: reason}. */
    public synchronized Map<String, Long> losses() {
        return new LinkedHashMap<>(losses);
    }

    /** In what the source differs from the catalog, a sentence each. */
    public synchronized List<String> drift() {
        return List.copyOf(drift);
    }

    /** Tells about a difference between the source and the catalog. */
    public synchronized void drifted(String how) {
        drift.add(how);
    }

    synchronized void end(Verdict how) {
        if (!isOver()) {
            verdict = how;
        }
    }

    synchronized void fail(Problem why) {
        if (!isOver()) {
            verdict = why.kind() == SourceException.Kind.ABSENT ? Verdict.SKIPPED : Verdict.FAILED;
            reason = why;
        }
    }

    synchronized void expect(long count) {
        expected = count;
    }

    synchronized void retried() {
        retries++;
    }

    synchronized void begin() {
        reads++;
        if (begun == 0) {
            begun = System.nanoTime();
        }
    }

    synchronized void sent(long moreRows, long moreBytes) {
        rows += moreRows;
        bytes += moreBytes;
    }

    synchronized void reached(Position now) {
        position = now;
    }

    /** A read of it is over, which took so long with the source and with the target. */
    synchronized void end(long sourceNanos, long targetNanos, Losses more) {
        reads--;
        ended = System.nanoTime();
        onSource += sourceNanos;
        onTarget += targetNanos;
        more.counts().forEach((what, count) -> losses.merge(what, count, Long::sum));
    }
}
