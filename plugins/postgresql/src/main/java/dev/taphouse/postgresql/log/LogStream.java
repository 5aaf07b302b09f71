package dev.taphouse.postgresql.log;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyDual;

/**
 * The messages of the log as they come, and what the server is told meanwhile. Read by one thread; another one tells the
 * server every few seconds that its reader lives, also while that is blocked by a slow target.
 */
final class LogStream implements AutoCloseable {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    /** 'w', the place of the message, the end of the log, the clock. */
    static final int HEADER = 25;

    private static final int STATUS = 34;

    private final CopyDual copy;
    private final Thread pump;
    private final long intervalNanos;
    private volatile long received;
    private volatile long safe;
    private boolean closed;
    private long reached;
    private boolean asked;

    LogStream(CopyDual copy, long from, long intervalMillis) {
        this.copy = copy;
        this.received = from;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.pump = new Thread(this::pump, "log-status");
        this.pump.setDaemon(true);
        this.pump.start();
    }

    /**
     * The next message, {@link #HEADER} bytes before its own; null when none is there yet.
     *
     * @throws SQLException also when the server ended it
     */
    byte @Nullable [] next() throws SQLException {
        while (true) {
            byte[] message = copy.readFromCopy(false);
            if (message == null) {
                if (!copy.isActive()) {
                    throw new SQLException("the server ended the reading of its log", "08006");
                }
                return null;
            }
            if (message[0] == 'w') {
                return message;
            }
            if (message[0] == 'k') {
                alive(ByteBuffer.wrap(message));
            }
        }
    }

    private void alive(ByteBuffer message) throws SQLException {
        long end = message.getLong(1);
        if (Long.compareUnsigned(end, reached) > 0) {
            reached = end;
        }
        asked = false;
        if (message.get(1 + 2 * Long.BYTES) != 0) {
            tell(false);
        }
    }

    /** Up to where the server has looked: all that was committed before, it has sent. */
    long reached() {
        return reached;
    }

    /** Asks the server where it is, unless an answer is to come. */
    void ask() throws SQLException {
        if (!asked) {
            asked = true;
            tell(true);
        }
    }

    /** All before was received and handed on. */
    void received(long lsn) {
        received = lsn;
    }

    /** All before is known to be safe at the far end, and need not be sent again. */
    void safe(long lsn) {
        safe = lsn;
    }

    private void pump() {
        try {
            while (true) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, intervalNanos);
                    if (closed) {
                        return;
                    }
                }
                tell(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // the reading thread finds out by itself, and can say more
        }
    }

    private void tell(boolean reply) throws SQLException {
        byte[] status = new byte[STATUS];
        long flushed = safe;
        ByteBuffer.wrap(status)
                .put((byte) 'r')
                .putLong(Math.max(received, flushed))
                .putLong(flushed)
                .putLong(flushed)
                .putLong(ChronoUnit.MICROS.between(EPOCH, Instant.now()))
                .put((byte) (reply ? 1 : 0));
        copy.writeToCopy(status, 0, STATUS);
        copy.flushCopy();
    }

    /** Tells the server what is safe, and ends. */
    @Override
    public void close() throws SQLException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            pump.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (copy.isActive()) {
            tell(false);
            copy.endCopy();
        }
    }
}
