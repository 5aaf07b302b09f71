package dev.taphouse.postgresql.log;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One pass over the log for all streams: up to where it ended when the pass began, or on and on. Positions are told at the
 * ends of transactions alone. For one thread.
 */
final class LogRead {
    /** Changes after which the end of a transaction is told as a position, and how long it may take without. */
    private static final long CHANGES = 500;

    private static final long TELL_NANOS = Duration.ofMillis(500).toNanos();
    private static final long SAFE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Duration LONG = Duration.ofMillis(50);

    private final LogStream log;
    private final RecordSink out;
    private final List<LoggedStream> streams;
    private final Transactions transactions;
    private final LongSupplier safe;
    private final long published;
    private final long end;
    private final boolean follow;
    private final long idleEndNanos;
    private final long latestFrom;
    private long told;
    private long toldChanges;
    private long toldAt = System.nanoTime();
    private long safeAt;
    private long askedAt = System.nanoTime() - SAFE_NANOS;
    private long changedAt = System.nanoTime();
    private long changesSeen;
    private int idles;

    /**
     * A pass.
     *
     * @param safe up to where the far end is known to have everything
     * @param published what positions say of the publication
     * @param end where the log ended
     * @param idleEnd after how long without a change a pass that follows ends; zero for never
     */
    LogRead(
            LogStream log,
            RecordSink out,
            List<LoggedStream> streams,
            Transactions transactions,
            LongSupplier safe,
            long published,
            long end,
            boolean follow,
            Duration idleEnd) {
        this.log = log;
        this.out = out;
        this.streams = streams;
        this.transactions = transactions;
        this.safe = safe;
        this.published = published;
        this.end = end;
        this.follow = follow;
        this.idleEndNanos = idleEnd.toNanos();
        this.latestFrom = streams.stream()
                .mapToLong(LoggedStream::from)
                .reduce((a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b)
                .orElse(0);
    }

    /** Reads to the end. */
    void run() throws SQLException {
        safe(System.nanoTime());
        boolean through = false;
        while (!through) {
            byte[] message = log.next();
            if (message == null) {
                through = idle();
            } else {
                idles = 0;
                through = take(message);
            }
        }
        tell(transactions.isOpen() ? transactions.end() : position());
    }

    private boolean take(byte[] message) throws SQLException {
        boolean wasOpen = transactions.isOpen();
        transactions.take(message);
        if (!wasOpen && transactions.isOpen()) {
            // what was committed later is the next pass's
            return !follow && Long.compareUnsigned(transactions.lsn(), end) >= 0;
        }
        if (wasOpen && !transactions.isOpen()) {
            return committed();
        }
        return false;
    }

    private boolean committed() {
        log.received(transactions.end());
        if (!follow && Long.compareUnsigned(transactions.end(), end) >= 0) {
            return true;
        }
        long now = System.nanoTime();
        if (transactions.changes() - toldChanges >= CHANGES || now - toldAt >= TELL_NANOS || out.checkpointDue()) {
            tell(transactions.end());
        }
        if (now - safeAt >= SAFE_NANOS) {
            safe(now);
        }
        return false;
    }

    /** Nothing is there to be read: how far is the server, and is that the end? */
    private boolean idle() throws SQLException {
        if (!transactions.isOpen()) {
            long position = position();
            log.received(position);
            if (!follow && Long.compareUnsigned(position, end) >= 0) {
                return true;
            }
            tell(position);
            ask();
            if (follow && isIdleLongEnough()) {
                return true;
            }
        }
        long now = System.nanoTime();
        if (now - safeAt >= SAFE_NANOS) {
            safe(now);
        }
        idles++;
        out.idle(idles < 10 ? SHORT : LONG);
        return false;
    }

    /** Often while it is the end that is waited for, else now and then. */
    private void ask() throws SQLException {
        long now = System.nanoTime();
        if (!follow || now - askedAt >= SAFE_NANOS) {
            askedAt = now;
            log.ask();
        }
    }

    private boolean isIdleLongEnough() {
        if (transactions.changes() != changesSeen) {
            changesSeen = transactions.changes();
            changedAt = System.nanoTime();
        }
        return idleEndNanos > 0 && System.nanoTime() - changedAt > idleEndNanos;
    }

    /** Up to where all was received: the last transaction, or where the server has looked since. */
    private long position() {
        return Long.compareUnsigned(log.reached(), transactions.end()) > 0 ? log.reached() : transactions.end();
    }

    private void safe(long now) {
        safeAt = now;
        log.safe(safe.getAsLong());
    }

    private void tell(long lsn) {
        if (Long.compareUnsigned(lsn, told) <= 0) {
            return;
        }
        told = lsn;
        toldChanges = transactions.changes();
        toldAt = System.nanoTime();
        Position position = Position.of(PgLog.LSN, lsn).with(PgLog.PUBLISHED, published);
        if (Long.compareUnsigned(lsn, latestFrom) >= 0) {
            out.checkpoint(position);
            return;
        }
        for (LoggedStream stream : streams) {
            if (Long.compareUnsigned(lsn, stream.from()) >= 0) {
                stream.checkpoint(position);
            }
        }
    }
}
