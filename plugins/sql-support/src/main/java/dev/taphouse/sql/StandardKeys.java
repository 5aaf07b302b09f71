package dev.taphouse.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Key codecs of the standard types: read and bound as the column's own type, so the database compares. */
final class StandardKeys {
    static final KeyCodec BOOL = of(
            ResultSet::getBoolean,
            (statement, parameter, value) -> statement.setBoolean(parameter, Canonical.toBool(value)));
    static final KeyCodec INT64 = of(
            ResultSet::getLong, (statement, parameter, value) -> statement.setLong(parameter, Canonical.toLong(value)));
    static final KeyCodec FLOAT64 = of(
            (row, column) -> Canonical.ofDouble(row.getDouble(column)),
            (statement, parameter, value) ->
                    statement.setDouble(parameter, Canonical.toDecimal(value).doubleValue()));
    static final KeyCodec DECIMAL = of(
            ResultSet::getBigDecimal,
            (statement, parameter, value) -> statement.setBigDecimal(parameter, Canonical.toDecimal(value)));
    static final KeyCodec TEXT = of(
            ResultSet::getString,
            (statement, parameter, value) -> statement.setString(parameter, Canonical.toText(value)));
    static final KeyCodec DATE = of(
            (row, column) -> row.getObject(column, LocalDate.class).toString(),
            (statement, parameter, value) -> statement.setObject(parameter, Canonical.toDate(value)));
    static final KeyCodec TIMESTAMP = of(
            (row, column) -> Canonical.ofInstant(
                    row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC)),
            (statement, parameter, value) -> statement.setObject(
                    parameter, LocalDateTime.ofInstant(Canonical.toInstant(value), ZoneOffset.UTC)));
    static final KeyCodec INSTANT = of(
            (row, column) -> Canonical.ofInstant(
                    row.getObject(column, OffsetDateTime.class).toInstant()),
            (statement, parameter, value) ->
                    statement.setObject(parameter, Canonical.toInstant(value).atOffset(ZoneOffset.UTC)));

    private StandardKeys() {}

    private static KeyCodec of(Reader reader, Binder binder) {
        return new KeyCodec() {
            @Override
            public Object read(ResultSet row, int column) throws SQLException {
                return reader.read(row, column);
            }

            @Override
            public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
                binder.bind(statement, parameter, canonical);
            }
        };
    }

    private interface Reader {
        Object read(ResultSet row, int column) throws SQLException;
    }

    private interface Binder {
        void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException;
    }
}
