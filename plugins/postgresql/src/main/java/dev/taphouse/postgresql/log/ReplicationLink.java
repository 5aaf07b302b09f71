package dev.taphouse.postgresql.log;

import dev.taphouse.sql.ConnectionSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A connection to the process of the server that sends its log. For one thread. */
final class ReplicationLink implements AutoCloseable {
    private final Connection connection;

    private ReplicationLink(Connection connection) {
        this.connection = connection;
    }

    static ReplicationLink open(ConnectionSpec spec) throws SQLException {
        return new ReplicationLink(spec.property("replication", "database")
                .property("assumeMinServerVersion", "12")
                .property("preferQueryMode", "simple")
                .connect());
    }

    /**
     * Makes a slot. Waits for the transactions that are open.
     *
     * @param temporary whether it ends with this connection
     * @return where it begins, and the snapshot of what was committed before, which lives until the next command here
     */
    Consistent create(String slot, boolean temporary) throws SQLException {
        String command = "CREATE_REPLICATION_SLOT " + Sql.identifier(slot) + (temporary ? " TEMPORARY" : "")
                + " LOGICAL " + Slot.PLUGIN + " EXPORT_SNAPSHOT";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(command)) {
            row.next();
            return new Consistent(Lsn.parse(row.getString("consistent_point")), row.getString("snapshot_name"));
        }
    }

    /** Begins to read. */
    LogStream start(String slot, String publication, long from, long interval, LogStream.Server server)
            throws SQLException {
        String names = Sql.identifier(publication).replace("'", "''");
        String command = "START_REPLICATION SLOT " + Sql.identifier(slot) + " LOGICAL " + Lsn.text(from)
                + " (\"proto_version\" '1', \"publication_names\" '" + names + "')";
        return new LogStream(
                connection.unwrap(PGConnection.class).getCopyAPI().copyDual(command), server, from, interval);
    }

    /** Breaks the connection, from any thread. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is broken already
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it was to be thrown away
        }
    }

    /** Where a slot begins, and the snapshot that shows all before. */
    record Consistent(long lsn, String snapshot) {}
}
