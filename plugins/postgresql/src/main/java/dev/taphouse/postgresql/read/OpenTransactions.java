package dev.taphouse.postgresql.read;

import dev.taphouse.sql.Cap;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The transactions of the database that may yet commit rows of a table. */
final class OpenTransactions {
    /** Nothing is below it: the bookmark stands still. */
    private static final String BEGIN_OF_TIME = "0001-01-01";

    private static final String TREE = """
            WITH RECURSIVE part AS (
                SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?
                UNION
                SELECT i.inhrelid FROM part JOIN pg_inherits i ON i.inhparent = part.oid)
            """;

    /**
     * Who else is in a transaction, a second earlier: a begin is told to others a moment after it was. The begin of another user's is shown to members of pg_read_all_stats alone, but that
     * there is one is shown to all, by the lock it holds on itself.
     */
    private static final String OLDEST = """
            SELECT to_char((least(min(a.xact_start), now()) - interval '1 s') AT TIME ZONE ?, ?),
                   count(*) FILTER (WHERE a.xact_start IS NULL),
                   to_char(clock_timestamp() AT TIME ZONE ?, ?)
            FROM pg_stat_activity a
            WHERE a.datid = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND a.pid <> pg_backend_pid()
                AND (a.xact_start IS NOT NULL
                     OR EXISTS (SELECT FROM pg_locks l
                                WHERE l.pid = a.pid AND l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock'))
                AND a.backend_type NOT IN ('autovacuum worker', 'walsender')""";

    /** A prepared transaction is one without a process. */
    private static final String PREPARED = TREE + """
            SELECT FROM pg_locks l
            WHERE l.locktype = 'relation' AND l.mode = 'RowExclusiveLock' AND l.pid IS NULL
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND l.relation IN (SELECT oid FROM part)
            LIMIT 1""";

    private static final String WRITERS = TREE + """
            SELECT DISTINCT l.virtualtransaction FROM pg_locks l
            WHERE l.locktype = 'relation' AND l.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND (l.relation IN (SELECT oid FROM part) OR l.relation = ?::oid)
                AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()""";

    private final Connection connection;
    private final Table table;

    OpenTransactions(Connection connection, Table table) {
        this.connection = connection;
        this.table = table;
    }

    boolean isStandby() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_is_in_recovery()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * The begin of the oldest.
     *
     * @param format of the canonical value, as to_char takes it
     */
    Cap time(String zone, String format) throws SQLException {
        // a prepared transaction began before it was prepared, nobody knows when; what it wrote is known by its locks
        boolean prepared = isPrepared();
        try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setString(1, zone);
            statement.setString(2, format);
            statement.setString(3, zone);
            statement.setString(4, format);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!prepared && row.getLong(2) > 0) {
                    return Cap.unknown("the user may not see when transactions of others began; run GRANT"
                            + " pg_read_all_stats TO the user, or set look_back");
                }
                String begin = format.contains("HH") ? BEGIN_OF_TIME + "T00:00:00Z" : BEGIN_OF_TIME;
                return Cap.below(prepared ? begin : row.getString(1)).last(row.getString(3), "the server's clock");
            }
        }
    }

    /** Whether a prepared transaction wrote to the table. */
    boolean isPrepared() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PREPARED)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The transactions, prepared ones among them, that wrote to the table or took a number of its sequence. */
    List<String> writers(long sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITERS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            statement.setLong(3, sequence);
            try (ResultSet row = statement.executeQuery()) {
                List<String> writers = new ArrayList<>();
                while (row.next()) {
                    writers.add(row.getString(1));
                }
                return writers;
            }
        }
    }
}
