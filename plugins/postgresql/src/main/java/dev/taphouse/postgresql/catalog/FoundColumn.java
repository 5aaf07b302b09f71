package dev.taphouse.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * A column of the catalogue.
 *
 * @param number {@code attnum}, by which keys name it
 * @param identity whether its values are numbered by the server
 * @param generated whether its values are computed from others
 * @param mayRead whether the user may read it
 */
record FoundColumn(
        int number,
        String name,
        Use use,
        boolean notNull,
        boolean identity,
        boolean generated,
        String comment,
        boolean mayRead) {

    static FoundColumn of(ResultSet row) throws SQLException {
        return new FoundColumn(
                row.getInt("attnum"),
                row.getString("attname"),
                Use.of(row),
                row.getBoolean("attnotnull"),
                !row.getString("attidentity").isBlank(),
                !row.getString("attgenerated").isBlank(),
                Objects.requireNonNullElse(row.getString("description"), ""),
                row.getBoolean("may_read"));
    }
}
