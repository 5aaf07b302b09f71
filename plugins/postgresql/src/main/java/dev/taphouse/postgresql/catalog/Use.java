package dev.taphouse.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * How a column, an attribute or a domain uses a type.
 *
 * @param oid of the type
 * @param printed as {@code format_type} prints it
 * @param collation null without
 */
record Use(
        long oid,
        int typmod,
        int dimensions,
        String printed,
        @Nullable String collation) {

    /** That of a column or attribute. */
    static Use of(ResultSet row) throws SQLException {
        return new Use(
                row.getLong("atttypid"),
                row.getInt("atttypmod"),
                row.getInt("attndims"),
                row.getString("printed"),
                row.getString("collation"));
    }
}
