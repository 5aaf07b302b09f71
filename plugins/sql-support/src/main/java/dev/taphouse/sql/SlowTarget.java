package dev.taphouse.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a connection back, and ends its transaction, when the target has taken no row of it for too long: a transaction
 * that waits for a target keeps the database from cleaning up. The read goes on later, with another one.
 *
 * <p>One thread watches all reads of a session; it runs only where a limit is set. Thread-safe.
 */
final class SlowTarget implements AutoCloseable {
    private static final VarHandle ROWS = field("rows", long.class);
    private static final VarHandle AT_TARGET = field("atTarget", boolean.class);

    private final Duration limit;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;
    private boolean closed;

    /**
     * A watcher.
     *
     * @param limit how long a target may block a read; zero for as long as it likes
     */
    SlowTarget(Duration limit) {
        this.limit = limit;
    }

    /** Watches the read of the calling thread from now on, until closed. */
    Watch watch(Connection connection) {
        Watch watch = new Watch(connection);
        if (!limit.isZero()) {
            watches.add(watch);
            start();
        }
        return watch;
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, "slow-target");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        long interval = Math.max(1, Math.min(1000, limit.toMillis() / 4));
        try {
            while (true) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    wait(interval);
                }
                watches.forEach(watch -> watch.look(System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Watch.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public void close() {
        Thread watcher;
        synchronized (this) {
            closed = true;
            watcher = thread;
            notifyAll();
        }
        if (watcher != null) {
            try {
                watcher.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One read: its thread says what it does, the watcher looks. */
    final class Watch implements AutoCloseable {
        private final Connection connection;
        private volatile boolean released;
        private volatile boolean allowed;

        // written by the reading thread for every row, so without a fence; a value that is late costs one look
        private long rows;
        private boolean atTarget;

        private long seen = -1;
        private long since;

        private Watch(Connection connection) {
            this.connection = connection;
        }

        /** Whether the connection may be given back: what is read now can go on later. */
        void allow(boolean may) {
            allowed = may;
        }

        /** The read waits for the database. */
        void atSource() {
            AT_TARGET.setOpaque(this, false);
        }

        /** The read hands a row to the target. */
        void atTarget() {
            ROWS.setOpaque(this, rows + 1);
            AT_TARGET.setOpaque(this, true);
        }

        /** Whether the connection was given back. */
        boolean isReleased() {
            return released;
        }

        private void look(long now) {
            long count = (long) ROWS.getOpaque(this);
            boolean blocked = (boolean) AT_TARGET.getOpaque(this) && count == seen && allowed;
            if (!blocked) {
                seen = count;
                since = now;
            } else if (now - since > limit.toNanos() && !released) {
                released = true;
                abort();
            }
        }

        private void abort() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // the connection is broken already, which is as good
            }
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
