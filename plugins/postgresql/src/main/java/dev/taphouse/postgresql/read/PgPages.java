package dev.taphouse.postgresql.read;

import dev.taphouse.sql.Pages;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tables by ranges of ctid: a TID range scan, which PostgreSQL has since version 14. */
public final class PgPages implements Pages {
    private static final int FIRST_MAJOR = 14;

    /** 4 MB in pages of 8 KB. */
    private static final long STEP = 512;

    /** The greatest block number. */
    private static final long MAX_PAGE = 0xFFFF_FFFFL;

    /**
     * The table with its partitions and heirs. Such a part is read by its own name, so the user needs its own privilege,
     * and row security of the table above would not count. Who may read some columns may not read ctid.
     */
    private static final String FILES = """
            WITH RECURSIVE part AS (
                SELECT c.oid, 0 AS depth, c.relrowsecurity AS secured
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?
                UNION
                SELECT i.inhrelid, part.depth + 1, part.secured
                FROM part JOIN pg_inherits i ON i.inhparent = part.oid)
            SELECT c.oid::bigint, coalesce(pg_relation_filenode(c.oid), 0)::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                   CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) / current_setting('block_size')::bigint END,
                   c.relkind = 'p'
                       OR (c.relkind IN ('r', 'm') AND a.amname = 'heap'
                           AND has_table_privilege(c.oid, 'SELECT')
                           AND (part.depth = 0 OR NOT part.secured))
            FROM (SELECT oid, max(depth) AS depth, bool_or(secured) AS secured FROM part GROUP BY oid) part
                JOIN pg_class c ON c.oid = part.oid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_am a ON a.oid = c.relam
            ORDER BY c.oid::bigint""";

    /** Stateless. */
    public PgPages() {}

    @Override
    public List<Extent> extents(Connection connection, Table table) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < FIRST_MAJOR) {
            return List.of();
        }
        List<Extent> extents = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FILES)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (!row.getBoolean(5)) {
                        return List.of();
                    }
                    long pages = row.getLong(4);
                    if (!row.wasNull()) {
                        extents.add(new Extent(row.getLong(1), row.getLong(2), "ONLY " + row.getString(3), pages));
                    }
                }
            }
        }
        return extents;
    }

    @Override
    public String within(long first, long end) {
        return "ctid >= '(" + first + ",0)'::tid AND ctid < '(" + Math.min(end, MAX_PAGE) + ",0)'::tid";
    }

    @Override
    public long step() {
        return STEP;
    }
}
