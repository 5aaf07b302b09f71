package dev.taphouse.postgresql.read;

import dev.taphouse.sql.Snapshots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Pattern;

/** Snapshots as {@code pg_export_snapshot} shares them; transactions have to be REPEATABLE READ. */
public final class PgSnapshots implements Snapshots {
    private static final Pattern NAME = Pattern.compile("[0-9A-Fa-f-]+");
    private static final Pattern MARK = Pattern.compile("[0-9]{1,20}");

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

    /** The oldest transaction that was not through: a row of one that the snapshot missed has this number or more. */
    @Override
    public String mark(Connection connection) throws SQLException {
        return text(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text");
    }

    @Override
    public String changedSince(String mark) {
        if (!MARK.matcher(mark).matches()) {
            throw new IllegalArgumentException("the number of a transaction is expected");
        }
        return "age(xmin) <= age('" + mark + "'::xid8::xid)";
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
