package dev.taphouse.sqlite;

import dev.taphouse.api.Type;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.ColumnCodec;
import java.util.Locale;

/**
 * How declared types travel. SQLite derives an affinity from the declared name by its own five rules, which come first;
 * names it has no rule for (affinity NUMERIC) are looked at here.
 */
final class SqliteTypes {
    /** The collation that compares byte by byte. */
    static final String BINARY = "BINARY";

    private SqliteTypes() {}

    static ColumnCodec codec(Column column) {
        String declared = column.nativeType().toUpperCase(Locale.ROOT).strip();
        if (declared.contains("INT")) {
            return ColumnCodec.of(Type.INT64, SqliteCodecs::int64).ordered(SqliteKeys.INTEGER);
        }
        if (declared.contains("CHAR") || declared.contains("CLOB") || declared.contains("TEXT")) {
            return text(column);
        }
        if (declared.contains("BLOB")) {
            return ColumnCodec.of(Type.BYTES, SqliteCodecs::bytes).key(SqliteKeys.BYTES);
        }
        if (declared.contains("REAL") || declared.contains("FLOA") || declared.contains("DOUB")) {
            return ColumnCodec.of(Type.FLOAT64, SqliteCodecs::float64).ordered(SqliteKeys.NUMBER);
        }
        return numericAffinity(declared);
    }

    private static ColumnCodec numericAffinity(String declared) {
        if (declared.startsWith("BOOL")) {
            return ColumnCodec.of(Type.BOOL, SqliteCodecs::bool).key(SqliteKeys.ANY);
        }
        if (declared.equals("DATE")) {
            return ColumnCodec.of(Type.DATE, SqliteCodecs::date)
                    .key(SqliteKeys.TEXT)
                    .cursor(SqliteKeys.DATE);
        }
        if (declared.startsWith("DATETIME") || declared.startsWith("TIMESTAMP")) {
            return ColumnCodec.of(Type.TIMESTAMP, SqliteCodecs::timestamp)
                    .key(SqliteKeys.TEXT)
                    .cursor(SqliteKeys.TIMESTAMP);
        }
        if (declared.startsWith("TIME")) {
            return ColumnCodec.of(Type.TIME, SqliteCodecs::time).key(SqliteKeys.TEXT);
        }
        if (declared.startsWith("DEC") || declared.startsWith("NUM") || declared.startsWith("MONEY")) {
            return ColumnCodec.of(Type.DECIMAL, SqliteCodecs::decimal).ordered(SqliteKeys.NUMBER);
        }
        return ColumnCodec.of(Type.JSON, SqliteCodecs::any).key(SqliteKeys.ANY);
    }

    /** A collation of its own (NOCASE) puts rows that differ at one place, and its order is no order of time. */
    private static ColumnCodec text(Column column) {
        ColumnCodec codec = ColumnCodec.of(Type.TEXT, SqliteCodecs::text).key(SqliteKeys.TEXT);
        return column.collation().equals(BINARY) ? codec.cursor(SqliteKeys.TEXT) : codec;
    }
}
