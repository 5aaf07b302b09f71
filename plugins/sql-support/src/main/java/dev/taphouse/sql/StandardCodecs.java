package dev.taphouse.sql;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The mapping of columns by {@link Types}, for drivers that keep to JDBC 4.2. */
final class StandardCodecs {
    private static final int MAX_LENGTH = 10_485_760;

    private StandardCodecs() {}

    static ColumnCodec of(Column column) {
        return switch (column.jdbcType()) {
            case Types.BIT, Types.BOOLEAN ->
                ColumnCodec.of(Type.BOOL, StandardCodecs::bool).key(StandardKeys.BOOL);
            case Types.TINYINT, Types.SMALLINT -> integer(Type.INT16);
            case Types.INTEGER -> integer(Type.INT32);
            case Types.BIGINT -> integer(Type.INT64);
            case Types.REAL -> floating(Type.FLOAT32);
            case Types.FLOAT, Types.DOUBLE -> floating(Type.FLOAT64);
            case Types.NUMERIC, Types.DECIMAL ->
                ColumnCodec.of(decimal(column), StandardCodecs::decimal).ordered(StandardKeys.DECIMAL);
            case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR -> text(sized(column));
            case Types.LONGVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB, Types.SQLXML ->
                ColumnCodec.of(Type.TEXT, StandardCodecs::text);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                ColumnCodec.of(Type.BYTES, StandardCodecs::bytes);
            case Types.DATE -> ColumnCodec.of(Type.DATE, StandardCodecs::date).ordered(StandardKeys.DATE);
            case Types.TIME -> ColumnCodec.of(Type.TIME, StandardCodecs::time);
            case Types.TIMESTAMP ->
                ColumnCodec.of(Type.TIMESTAMP, StandardCodecs::timestamp).ordered(StandardKeys.TIMESTAMP);
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                ColumnCodec.of(Type.INSTANT, StandardCodecs::instant).ordered(StandardKeys.INSTANT);
            default -> ColumnCodec.unsupported("type " + column.nativeType() + " has no mapping");
        };
    }

    private static ColumnCodec integer(Type type) {
        return ColumnCodec.of(type, StandardCodecs::int64).ordered(StandardKeys.INT64);
    }

    private static ColumnCodec floating(Type type) {
        return ColumnCodec.of(type, StandardCodecs::float64).ordered(StandardKeys.FLOAT64);
    }

    private static ColumnCodec text(Type type) {
        return ColumnCodec.of(type, StandardCodecs::text).ordered(StandardKeys.TEXT);
    }

    private static Type decimal(Column column) {
        boolean bounded = column.size() >= 1 && column.scale() >= 0 && column.scale() <= column.size();
        return bounded ? Type.decimal(column.size(), column.scale()) : Type.DECIMAL;
    }

    private static Type sized(Column column) {
        return column.size() >= 1 && column.size() <= MAX_LENGTH ? Type.text(column.size()) : Type.TEXT;
    }

    private static void bool(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        boolean value = row.getBoolean(column);
        if (!row.wasNull()) {
            out.bool(field, value);
        }
    }

    private static void int64(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        long value = row.getLong(column);
        if (!row.wasNull()) {
            out.int64(field, value);
        }
    }

    private static void float64(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        double value = row.getDouble(column);
        if (!row.wasNull()) {
            out.float64(field, value);
        }
    }

    private static void decimal(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        if (value != null) {
            out.decimal(field, value);
        }
    }

    private static void text(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        String value = row.getString(column);
        if (value != null) {
            out.text(field, value);
        }
    }

    private static void bytes(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value != null) {
            out.bytes(field, value, 0, value.length);
        }
    }

    private static void date(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        LocalDate value = row.getObject(column, LocalDate.class);
        if (value != null) {
            out.date(field, value.toEpochDay());
        }
    }

    private static void time(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        LocalTime value = row.getObject(column, LocalTime.class);
        if (value != null) {
            out.time(field, value.toNanoOfDay());
        }
    }

    private static void timestamp(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        if (value != null) {
            Instant utc = value.toInstant(ZoneOffset.UTC);
            out.instant(field, utc.getEpochSecond(), utc.getNano());
        }
    }

    private static void instant(ResultSet row, int column, RowWriter out, int field) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        if (value != null) {
            out.instant(field, value.toEpochSecond(), value.getNano());
        }
    }
}
