package dev.taphouse.postgresql.catalog;

import dev.taphouse.sql.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A relation of the catalogue.
 *
 * @param rows as the last ANALYZE estimated, of its own; below zero when nobody looked
 * @param mayUse whether the user may use its schema
 * @param maySelect whether the user may read all of it
 * @param filtered whether policies hide rows from the user
 * @param children that inherit from it, or are its partitions
 * @param parents that it inherits from, or is a partition of
 * @param reader who is connected
 * @param anyBytes whether the database takes text of any encoding
 */
record Found(
        long oid,
        String database,
        String schema,
        String name,
        char kind,
        boolean partition,
        String comment,
        float rows,
        boolean mayUse,
        boolean maySelect,
        boolean filtered,
        List<Long> children,
        List<String> parents,
        String reader,
        boolean anyBytes) {

    static Found of(ResultSet row) throws SQLException {
        return new Found(
                row.getLong("oid"),
                row.getString("database"),
                row.getString("nspname"),
                row.getString("relname"),
                row.getString("relkind").charAt(0),
                row.getBoolean("relispartition"),
                Objects.requireNonNullElse(row.getString("comment"), ""),
                row.getFloat("reltuples"),
                row.getBoolean("may_use"),
                row.getBoolean("may_select"),
                row.getBoolean("filtered"),
                Arrays.asList((Long[]) row.getArray("children").getArray()),
                Arrays.asList((String[]) row.getArray("parents").getArray()),
                row.getString("reader"),
                row.getBoolean("any_bytes"));
    }

    Table.Kind tableKind() {
        return switch (kind) {
            case 'v' -> Table.Kind.VIEW;
            case 'm' -> Table.Kind.MATERIALIZED_VIEW;
            case 'f' -> Table.Kind.FOREIGN;
            case 'p' -> Table.Kind.PARTITIONED;
            default -> children.isEmpty() ? Table.Kind.TABLE : Table.Kind.PARENT;
        };
    }
}
