package dev.taphouse.host.run;

import dev.taphouse.api.SourceException;
import dev.taphouse.host.protocol.Losses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one stream in a run: the row of the summary. Thread-safe. */
public final class StreamRun {
    private final String name;
    private final Map<String, Long> losses = new LinkedHashMap<>();
    private @Nullable Verdict verdict;
    private @Nullable Problem reason;
    private long rows;
    private long nanos;
    private int retries;

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

    /** Whether it failed or was skipped. */
    synchronized boolean isOver() {
        return verdict == Verdict.FAILED || verdict == Verdict.SKIPPED;
    }

    /** Why it failed or was skipped. */
    public synchronized Optional<Problem> reason() {
        return Optional.ofNullable(reason);
    }

    /** How many rows went out, those that a retry repeated included. */
    public synchronized long rows() {
        return rows;
    }

    /** How long it was read, in nanoseconds. */
    public synchronized long nanos() {
        return nanos;
    }

    /** How often it was tried again. */
    public synchronized int retries() {
        return retries;
    }

    /** How many values were lost or changed, by {@code field: reason}. */
    public synchronized Map<String, Long> losses() {
        return new LinkedHashMap<>(losses);
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

    synchronized void retried() {
        retries++;
    }

    synchronized void add(long moreRows, long moreNanos, Losses more) {
        rows += moreRows;
        nanos += moreNanos;
        more.counts().forEach((what, count) -> losses.merge(what, count, Long::sum));
    }
}
