package dev.taphouse.postgresql.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    private static final VarHandle TAKEN = taken();

    private final CopyDual copy;
    private final Server server;
    private final Thread pump;
    private final Object pause = new Object();
    private final long intervalNanos;
    private volatile long received;
    private volatile long safe;
    private boolean closed;
    private long reached;
    private boolean asked;
    private long safeTold;

    // written by the reading thread for every message, so without a fence; a value that is late costs one look
    private long taken;

    /** The server, seen by another connection. For the other thread. */
    interface Server {
        /** Whether it goes on. */
        boolean isUp();

        /** Breaks the connection that the log is read by. */
        void abort();
    }

    LogStream(CopyDual copy, Server server, long from, long intervalMillis) {
        this.copy = copy;
        this.server = server;
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
        TAKEN.setOpaque(this, taken + 1);
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

    private static VarHandle taken() {
        try {
            return MethodHandles.lookup().findVarHandle(LogStream.class, "taken", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private void pump() {
        long seen = -1;
        try {
            while (true) {
                synchronized (pause) {
                    if (closed) {
                        return;
                    }
                    TimeUnit.NANOSECONDS.timedWait(pause, intervalNanos);
                    if (closed) {
                        return;
                    }
                }
                long now = (long) TAKEN.getOpaque(this);
                if (now == seen && !server.isUp()) {
                    // a server that shuts down waits for those who read its log, and this one is blocked by its target
                    server.abort();
                    return;
                }
                seen = now;
                tell(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // the reading thread finds out by itself, and can say more
        }
    }

    /** What is safe is said once: a server that shuts down waits until a place that is said again is its last. */
    private synchronized void tell(boolean reply) throws SQLException {
        byte[] status = new byte[STATUS];
        long flushed = safe == safeTold ? 0 : safe;
        safeTold = safe;
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

    /**
     * Tells the server what is safe. The log ends with its connection: asked to end, the server would first send the rest of
     * a transaction, however large.
     */
    @Override
    public void close() throws SQLException {
        synchronized (pause) {
            closed = true;
            pause.notifyAll();
        }
        try {
            pump.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (copy.isActive()) {
            tell(false);
        }
    }
}
