package dev.taphouse.postgresql.read;

import dev.taphouse.sql.Snapshots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Snapshots as {@code pg_export_snapshot} shares them; transactions have to be REPEATABLE READ. */
public final class PgSnapshots implements Snapshots {
    private static final Pattern NAME = Pattern.compile("[0-9A-Fa-f-]+");
    private static final Pattern MARK = Pattern.compile("([0-9]{1,20})@([0-9]+/[0-9A-F]+/[0-9]+)");

    /** A primary knows its timeline before its control file does. */
    private static final String MARK_NOW = """
            SELECT pg_snapshot_xmin(pg_current_snapshot()) || '@' || s.system_identifier || '/'
                || CASE WHEN pg_is_in_recovery() THEN upper(to_hex(c.timeline_id))
                        ELSE ltrim(left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), '0') END
                || '/' || d.oid
            FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d
            WHERE d.datname = current_database()""";

    private static final String MARK_WITHOUT_SERVER = """
            SELECT pg_snapshot_xmin(pg_current_snapshot()) || '@0/0/' || oid
            FROM pg_database WHERE datname = current_database()""";

    /** SQLSTATEs of a name that is not known any more: invalid_parameter_value, object_not_in_prerequisite_state. */
    private static final Set<String> GONE = Set.of("22023", "55000", "42704");

    /** Stateless. */
    public PgSnapshots() {}

    @Override
    public String share(Connection connection) throws SQLException {
        return text(connection, "SELECT pg_export_snapshot()");
    }

    @Override
    public boolean join(Connection connection, String name) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no snapshot");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION SNAPSHOT '" + name + "'");
            return true;
        } catch (SQLException e) {
            if (GONE.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The oldest transaction that was not through: a row of one that the snapshot missed has this number or more. After
     * it the server, the timeline that each promotion and each recovery begins, and the database; zeros where a service
     * does not let its users ask.
     */
    @Override
    public String mark(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            String mark = text(connection, MARK_NOW);
            connection.releaseSavepoint(before);
            return mark;
        } catch (SQLException e) {
            connection.rollback(before);
            return text(connection, MARK_WITHOUT_SERVER);
        }
    }

    @Override
    public boolean isOfOneHistory(String mark, String other) {
        return history(mark).equals(history(other));
    }

    @Override
    public String changedSince(String mark) {
        return "age(xmin) <= age('" + matched(mark).group(1) + "'::xid8::xid)";
    }

    private static String history(String mark) {
        return matched(mark).group(2);
    }

    private static Matcher matched(String mark) {
        Matcher matcher = MARK.matcher(mark);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the number of a transaction and the history it is of are expected");
        }
        return matcher;
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
