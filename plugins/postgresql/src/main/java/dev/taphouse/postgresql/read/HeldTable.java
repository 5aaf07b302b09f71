package dev.taphouse.postgresql.read;

import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as a transaction reads it. TRUNCATE, and whatever else gives a table a new file, is seen by older snapshots
 * too, and they find it empty; a column may be another by now than when it was discovered. Both are looked at once the
 * table is locked, so that they hold for the whole read.
 */
public final class HeldTable {
    /**
     * Whether a relation that this transaction has locked is another than its snapshot knows: another file, or not there
     * yet. VACUUM FULL makes another file too, of the same rows: it is read from a newer snapshot for nothing.
     */
    private static final String REPLACED = """
            EXISTS (
                SELECT FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation
                WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation'
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND CASE WHEN c.oid IS NULL THEN pg_get_indexdef(l.relation) IS NULL
                             ELSE c.relkind IN ('r', 'm') AND c.relfilenode <> 0
                                 AND c.relfilenode IS DISTINCT FROM pg_relation_filenode(c.oid) END)""";

    private HeldTable() {}

    /**
     * Locks a table against changes of its shape until the end of the transaction.
     *
     * @param connection in the transaction of a read
     * @param columns those that are read
     * @return false where its snapshot is older than what the table holds now, and does not show it
     * @throws SourceException of kind DATA if a column has another type than it had
     */
    public static boolean hold(Connection connection, Table table, List<Column> columns) throws SQLException {
        String name = quoted(table.schema()) + "." + quoted(table.name());
        try (Statement statement = connection.createStatement()) {
            // a query locks the tables below views and partitions too
            statement.execute("SELECT FROM " + name + " LIMIT 0");
            try (ResultSet row = statement.executeQuery("SELECT " + REPLACED + types(name, columns))) {
                row.next();
                if (row.getBoolean(1)) {
                    return false;
                }
                for (int i = 0; i < columns.size(); i++) {
                    check(table, columns.get(i), row.getLong(2 * i + 2), row.getString(2 * i + 3));
                }
                return true;
            }
        }
    }

    /** What the columns are now, whatever the snapshot knows: oids and names of their types. */
    private static String types(String table, List<Column> columns) {
        return columns.stream()
                .map(column -> "pg_typeof((NULL::" + table + ")." + quoted(column.name()) + ")")
                .map(type -> ", " + type + "::oid::bigint, " + type + "::text")
                .collect(Collectors.joining());
    }

    private static void check(Table table, Column column, long now, String printed) {
        long then = column.detail(PgType.class).orElseThrow().oid();
        if (now != then) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "table '" + table + "': column '" + column.name() + "' is " + printed + " now, and was "
                                    + column.nativeType() + " when it was discovered")
                    .remedy("Run again, which discovers it as it is now.");
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
