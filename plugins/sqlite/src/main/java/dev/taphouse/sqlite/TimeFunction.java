package dev.taphouse.sqlite;

import dev.taphouse.sql.ValueMisfit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sqlite.Function;

/**
 * The SQL function that dates and times are compared by: microseconds since 1970. Text does not do: one column may hold
 * blanks, Ts, fractions and offsets, and a later time in another form would sort before the bookmark and be lost.
 */
final class TimeFunction extends Function {
    private static final String NAME = "taphouse_time";

    static void register(Connection connection) throws SQLException {
        Function.create(connection, NAME, new TimeFunction(), 1, Function.FLAG_DETERMINISTIC);
    }

    static String of(String column) {
        return NAME + "(" + column + ")";
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** What is no time sorts last, so that it is read, and refused, by each run: never passed over. */
    @Override
    protected void xFunc() throws SQLException {
        String text = value_text(0);
        if (text == null) {
            result();
            return;
        }
        try {
            result(micros(SqliteTime.timestamp(text)));
        } catch (ValueMisfit e) {
            result(Long.MAX_VALUE);
        }
    }
}
