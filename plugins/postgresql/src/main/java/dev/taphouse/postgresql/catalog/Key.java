package dev.taphouse.postgresql.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * A key.
 *
 * @param columns numbers, in the order of the key
 */
record Key(boolean primary, List<Integer> columns) {

    static Key of(ResultSet row) throws SQLException {
        List<Integer> columns = Arrays.stream(row.getString("columns").split(" "))
                .limit(row.getInt("indnkeyatts")) // the others are only included
                .map(Integer::valueOf)
                .toList();
        return new Key(row.getBoolean("indisprimary"), columns);
    }
}
