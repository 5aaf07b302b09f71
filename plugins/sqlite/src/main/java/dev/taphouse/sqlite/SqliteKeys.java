package dev.taphouse.sqlite;

import dev.taphouse.sql.Canonical;
import dev.taphouse.sql.KeyCodec;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * Values that order rows. SQLite orders numbers before text before blobs and compares exactly; text is compared byte by
 * byte here whatever the column's collation is, so that values that differ are never equal.
 */
enum SqliteKeys implements KeyCodec {
    /** INTEGER. */
    INTEGER {
        @Override
        Object canonical(Object value) {
            return integer(value);
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            statement.setLong(parameter, Canonical.toLong(canonical));
        }
    },
    /** INTEGER or REAL. */
    NUMBER {
        @Override
        Object canonical(Object value) {
            return number(value);
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            bindNumber(statement, parameter, Canonical.toDecimal(canonical));
        }
    },
    /** TEXT, as it is stored. */
    TEXT {
        @Override
        Object canonical(Object value) {
            if (value instanceof String) {
                return value;
            }
            throw SqliteCodecs.misfit(value);
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            statement.setString(parameter, Canonical.toText(canonical));
        }

        @Override
        public String expression(String column) {
            return column + " COLLATE BINARY";
        }
    },
    /** BLOB, as lower-case hex. */
    BYTES {
        @Override
        Object canonical(Object value) {
            if (value instanceof byte[] bytes) {
                return HexFormat.of().formatHex(bytes);
            }
            throw SqliteCodecs.misfit(value);
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            statement.setBytes(parameter, HexFormat.of().parseHex(Canonical.toText(canonical)));
        }
    },
    /** INTEGER, REAL or TEXT. */
    ANY {
        @Override
        Object canonical(Object value) {
            return value instanceof String ? value : number(value);
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            if (canonical instanceof String text) {
                statement.setString(parameter, text);
            } else {
                bindNumber(statement, parameter, Canonical.toDecimal(canonical));
            }
        }

        @Override
        public String expression(String column) {
            return column + " COLLATE BINARY";
        }
    },
    /** A day, compared as a time. */
    DATE {
        @Override
        Object canonical(Object value) {
            return SqliteTime.date(value).toString();
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            statement.setLong(
                    parameter,
                    TimeFunction.micros(Canonical.toDate(canonical)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()));
        }

        @Override
        public String expression(String column) {
            return TimeFunction.of(column);
        }
    },
    /** A time, compared as a time. */
    TIMESTAMP {
        @Override
        Object canonical(Object value) {
            return Canonical.ofInstant(SqliteTime.timestamp(value));
        }

        @Override
        public void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
            statement.setLong(parameter, TimeFunction.micros(Canonical.toInstant(canonical)));
        }

        @Override
        public String expression(String column) {
            return TimeFunction.of(column);
        }
    };

    /** The canonical form of a value, which is not null. */
    abstract Object canonical(Object value);

    @Override
    public Object read(ResultSet row, int column) throws SQLException {
        return canonical(row.getObject(column));
    }

    private static Object integer(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw SqliteCodecs.misfit(value);
    }

    private static Object number(Object value) {
        return value instanceof Double number && !number.isInfinite() ? Canonical.ofDouble(number) : integer(value);
    }

    /** As the storage class the value was read from: 64-bit integers are beyond a REAL's precision. */
    private static void bindNumber(PreparedStatement statement, int parameter, BigDecimal number) throws SQLException {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() <= 0
                && plain.precision() - plain.scale() <= 19
                && plain.toBigInteger().bitLength() < 64) {
            statement.setLong(parameter, plain.longValueExact());
        } else {
            statement.setDouble(parameter, number.doubleValue());
        }
    }
}
