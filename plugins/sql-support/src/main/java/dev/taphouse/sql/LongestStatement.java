package dev.taphouse.sql;

import dev.taphouse.api.SourceContext;

/**
 * The statement of a session that the database had to work on longest, with the rows it handed over: what others feel of
 * a run. Thread-safe.
 */
final class LongestStatement {
    private static final double NANOS_PER_SECOND = 1e9;

    private String stream = "";
    private long nanos;

    /** A statement is through, or was broken off. */
    synchronized void took(String ofStream, long statementNanos) {
        if (statementNanos > nanos) {
            stream = ofStream;
            nanos = statementNanos;
        }
    }

    /** Tells it, in whole seconds of which the last was begun; nothing when nothing was read. */
    synchronized void report(SourceContext context) {
        if (nanos > 0) {
            long seconds = (long) Math.ceil(nanos / NANOS_PER_SECOND);
            context.count("longest_statement_seconds", seconds);
            context.log().log(
                    System.Logger.Level.INFO,
                    "the longest statement took " + (seconds == 1 ? "a second" : seconds + " s")
                            + " at most, of stream '" + stream + "'");
        }
    }
}
