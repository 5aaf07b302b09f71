package dev.taphouse.sqlite;

import dev.taphouse.api.RowWriter;
import dev.taphouse.sql.Canonical;
import dev.taphouse.sql.ValueMisfit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/**
 * Copies values by their storage class, which in SQLite each value has of its own: the driver gives INTEGER as Integer
 * or Long, REAL as Double, TEXT as String, BLOB as byte[].
 */
final class SqliteCodecs {

    private SqliteCodecs() {}

    static void int64(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Integer || value instanceof Long) {
            out.int64(field, ((Number) value).longValue());
        } else if (value != null) {
            throw misfit(value);
        }
    }

    static void float64(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Double number) {
            out.float64(field, number);
        } else if (value != null) {
            out.float64(field, exactDouble(value));
        }
    }

    static void decimal(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Integer || value instanceof Long) {
            out.int64(field, ((Number) value).longValue());
        } else if (value instanceof Double number && !number.isInfinite()) {
            out.decimal(field, Canonical.ofDouble(number));
        } else if (value != null) {
            throw misfit(value);
        }
    }

    static void bool(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value != null) {
            out.bool(field, truth(value));
        }
    }

    static void text(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof String text) {
            out.text(field, text);
        } else if (value != null) {
            throw misfit(value);
        }
    }

    static void bytes(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof byte[] bytes) {
            out.bytes(field, bytes, 0, bytes.length);
        } else if (value != null) {
            throw misfit(value);
        }
    }

    static void date(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value != null) {
            out.date(field, SqliteTime.date(value).toEpochDay());
        }
    }

    static void time(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value != null) {
            out.time(field, SqliteTime.time(value).toNanoOfDay());
        }
    }

    static void timestamp(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value != null) {
            Instant instant = SqliteTime.timestamp(value);
            out.instant(field, instant.getEpochSecond(), instant.getNano());
        }
    }

    static void any(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof byte[]) {
            throw misfit(value);
        }
        out.value(field, value instanceof Integer number ? (Object) number.longValue() : value);
    }

    /** A value whose storage class does not fit. */
    static ValueMisfit misfit(Object value) {
        return new ValueMisfit(storageClass(value));
    }

    static String storageClass(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return "INTEGER";
        }
        if (value instanceof Double number) {
            return number.isInfinite() ? "REAL (infinity)" : "REAL";
        }
        return value instanceof String ? "TEXT" : "BLOB";
    }

    private static double exactDouble(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            if ((long) (double) number == number && number != Long.MAX_VALUE) {
                return number;
            }
        }
        throw misfit(value);
    }

    private static boolean truth(Object value) {
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new ValueMisfit(storageClass(value) + " that is neither 0 nor 1");
        };
    }
}
