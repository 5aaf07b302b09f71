package dev.taphouse.postgresql.log;

import dev.taphouse.sql.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table as far as its changes can be read.
 *
 * @param identity {@code relreplident}: d, n, f or i
 * @param identityColumns what a deletion tells of a row, where it does not tell all
 * @param logged whether its changes are in the log at all
 * @param owned whether the user may add it to a publication
 * @param membership grows each time that it becomes part of the publication; 0 when it is none
 */
record LoggedTable(
        long oid,
        String schema,
        String name,
        char identity,
        List<String> identityColumns,
        boolean logged,
        boolean owned,
        String owner,
        long membership) {
    private static final String QUERY = """
            SELECT c.oid::bigint, n.nspname, c.relname, c.relreplident,
                   ARRAY(SELECT a.attname::text FROM pg_index i
                         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
                         WHERE i.indrelid = c.oid
                           AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident END),
                   c.relpersistence = 'p', pg_has_role(c.relowner, 'USAGE'), pg_get_userbyid(c.relowner),
                   coalesce((SELECT CASE WHEN p.puballtables THEN p.oid::bigint ELSE greatest(
                                (SELECT r.oid::bigint FROM pg_publication_rel r
                                 WHERE r.prpubid = p.oid AND r.prrelid = c.oid),
                                IN_SCHEMA) END
                             FROM pg_publication p WHERE p.pubname = ?), 0)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";
    private static final int SCHEMAS = 150_000;
    private static final String IN_SCHEMA = "(SELECT s.oid::bigint FROM pg_publication_namespace s"
            + " WHERE s.pnpubid = p.oid AND s.pnnspid = c.relnamespace)";

    private static final String LEAVES = """
            SELECT n.nspname, c.relname
            FROM pg_partition_tree(?::oid::regclass) p
            JOIN pg_class c ON c.oid = p.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE p.isleaf""";

    /** As it is now; empty where it is gone. */
    static Optional<LoggedTable> of(Connection connection, int version, String publication, Table table)
            throws SQLException {
        return of(connection, version, publication, table.schema(), table.name());
    }

    /** As it is now; empty where it is gone. */
    static Optional<LoggedTable> of(Connection connection, int version, String publication, String schema, String name)
            throws SQLException {
        return Sql.row(
                connection,
                QUERY.replace("IN_SCHEMA", version < SCHEMAS ? "NULL::bigint" : IN_SCHEMA),
                row -> new LoggedTable(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4).charAt(0),
                        list(row.getArray(5)),
                        row.getBoolean(6),
                        row.getBoolean(7),
                        row.getString(8),
                        row.getLong(9)),
                publication,
                schema,
                name);
    }

    /** The partitions that hold the rows: each has an identity of its own. */
    List<LoggedTable> leaves(Connection connection) throws SQLException {
        List<LoggedTable> leaves = new ArrayList<>();
        List<String[]> names = Sql.rows(
                connection, LEAVES, row -> new String[] {row.getString(1), row.getString(2)}, String.valueOf(oid));
        for (String[] each : names) {
            of(connection, 0, "", each[0], each[1]).ifPresent(leaves::add);
        }
        return leaves;
    }

    private static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Whether a deletion tells these columns. */
    boolean tells(List<String> key) {
        return switch (identity) {
            case 'f' -> true;
            case 'n' -> false;
            default -> !key.isEmpty() && identityColumns.containsAll(key);
        };
    }

    String sql() {
        return Sql.table(schema, name);
    }
}
