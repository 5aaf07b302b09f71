package dev.taphouse.sql;

import dev.taphouse.api.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One query of a read.
 *
 * @param conditions which rows
 * @param order by what they are ordered; null when they are not
 * @param position makes a position of the order's values; null when the query cannot be resumed
 */
record Phase(
        List<Condition> conditions,
        @Nullable Keyset order,
        @Nullable Function<List<Object>, Position> position) {

    /** All rows, in any order, not to be resumed. */
    static Phase unordered(List<Condition> conditions) {
        return new Phase(conditions, null, null);
    }

    /** The order, where a position can be made of it. */
    Optional<Keyset> resumable() {
        return position == null ? Optional.empty() : Optional.ofNullable(order);
    }
}
