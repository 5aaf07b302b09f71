package dev.taphouse.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * One view of the database for all reads of a run, held by a transaction that stays open for it. Given up when a read
 * had to give back its own transaction: keeping this one would hold up the database's cleaning as well. Thread-safe.
 */
final class SharedSnapshot implements AutoCloseable {
    private final Snapshots snapshots;
    private final Connection holder;
    private final String name;
    private final Consumer<String> warnings;
    private boolean dropped;

    private SharedSnapshot(Snapshots snapshots, Connection holder, String name, Consumer<String> warnings) {
        this.snapshots = snapshots;
        this.holder = holder;
        this.name = name;
        this.warnings = warnings;
    }

    /**
     * Takes a snapshot.
     *
     * @param holder a connection at the begin of a transaction; closed with this
     */
    static SharedSnapshot open(Snapshots snapshots, Connection holder, Consumer<String> warnings) throws SQLException {
        return new SharedSnapshot(snapshots, holder, snapshots.share(holder), warnings);
    }

    /** The transaction that holds it, for queries of one thread. */
    Connection holder() {
        return holder;
    }

    /**
     * Lets a transaction see it.
     *
     * @param connection at the begin of a transaction, which is rolled back when the snapshot is gone
     * @return false when it is gone
     */
    synchronized boolean join(Connection connection) throws SQLException {
        if (dropped) {
            return false;
        }
        if (snapshots.join(connection, name)) {
            return true;
        }
        connection.rollback();
        drop("it ended before its time");
        return false;
    }

    /** Gives it up. */
    synchronized void drop(String why) {
        if (!dropped) {
            warnings.accept("the snapshot of this run is given up, since " + why
                    + ": what is read from now on is read from newer ones, each consistent in itself");
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (!dropped) {
            dropped = true;
            closeQuietly(holder);
        }
    }

    /** Closes a connection that may be broken already; the pool throws it away then. */
    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // it was to be thrown away
        }
    }
}
