package dev.taphouse.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** How a database shows several connections the same rows, and tells which rows changed since. Stateless. */
public interface Snapshots {

    /**
     * Makes the snapshot of this connection's transaction one that others can join, while that transaction is open.
     *
     * @param connection at the begin of a transaction
     * @return the snapshot's name
     */
    String share(Connection connection) throws SQLException;

    /**
     * Takes a shared snapshot.
     *
     * @param connection at the begin of a transaction
     * @return false when it is gone; the transaction has to be rolled back then
     */
    boolean join(Connection connection, String name) throws SQLException;

    /**
     * A mark of what the transaction sees. It is stored in states.
     *
     * @param connection in a transaction
     */
    String mark(Connection connection) throws SQLException;

    /**
     * Whether two marks are of one history of one database: only then can it be told what changed between them. In a
     * copy of the database, or after it was set back, transactions have numbers that the first has for others.
     */
    default boolean isOfOneHistory(String mark, String other) {
        return true;
    }

    /**
     * The condition for rows that a transaction wrote which the mark's may not have seen. Too many may meet it, never
     * too few.
     *
     * @param mark as it was stored
     * @throws IllegalArgumentException if it is no mark
     */
    String changedSince(String mark);
}
