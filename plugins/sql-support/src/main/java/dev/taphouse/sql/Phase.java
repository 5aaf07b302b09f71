package dev.taphouse.sql;

import dev.taphouse.api.Position;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One query of a read.
 *
 * @param from the table, or a part of it, as SQL writes it
 * @param conditions which rows
 * @param order by what they are ordered; null when they are not
 * @param position makes a position of the order's values; null when none can be taken between two rows
 * @param done makes the position after the last row, of the order's values in it; null when none can be taken
 */
record Phase(
        String from,
        List<Condition> conditions,
        @Nullable Keyset order,
        @Nullable Function<List<Object>, Position> position,
        @Nullable Function<List<Object>, Position> done) {

    /** Rows in an order, a position after each. */
    static Phase ordered(
            String from, List<Condition> conditions, Keyset order, Function<List<Object>, Position> position) {
        return new Phase(from, conditions, order, position, position);
    }

    /** Rows in any order, no position among or after them. */
    static Phase unordered(String from, List<Condition> conditions) {
        return new Phase(from, conditions, null, null, null);
    }

    /** Rows in any order, then a position. */
    static Phase until(String from, List<Condition> conditions, Position done) {
        return new Phase(from, conditions, null, null, last -> done);
    }

    /** The same with another position after the last row. */
    Phase done(Function<List<Object>, Position> last) {
        return new Phase(from, conditions, order, position, last);
    }
}
