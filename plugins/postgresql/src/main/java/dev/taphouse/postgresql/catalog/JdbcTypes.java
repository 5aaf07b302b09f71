package dev.taphouse.postgresql.catalog;

import dev.taphouse.postgresql.codec.PgType;
import java.sql.Types;
import java.util.Map;

/** Which of {@link Types} a type is, for what JDBC reads: text where there is none. */
final class JdbcTypes {
    private static final Map<String, Integer> BY_NAME = Map.ofEntries(
            Map.entry("bool", Types.BOOLEAN),
            Map.entry("int2", Types.SMALLINT),
            Map.entry("int4", Types.INTEGER),
            Map.entry("int8", Types.BIGINT),
            Map.entry("float4", Types.REAL),
            Map.entry("float8", Types.DOUBLE),
            Map.entry("numeric", Types.NUMERIC),
            Map.entry("varchar", Types.VARCHAR),
            Map.entry("text", Types.VARCHAR),
            Map.entry("bpchar", Types.CHAR),
            Map.entry("bytea", Types.BINARY),
            Map.entry("date", Types.DATE),
            Map.entry("time", Types.TIME),
            Map.entry("timestamp", Types.TIMESTAMP),
            Map.entry("timestamptz", Types.TIMESTAMP_WITH_TIMEZONE));

    private JdbcTypes() {}

    static int of(PgType type) {
        PgType plain = type.undomained();
        boolean known = plain.kind() == PgType.Kind.BASE && plain.schema().equals("pg_catalog");
        return known ? BY_NAME.getOrDefault(plain.name(), Types.LONGVARCHAR) : Types.LONGVARCHAR;
    }

    /** Digits of a number, characters of a text; 0 when unlimited. */
    static int size(PgType type) {
        PgType plain = type.undomained();
        return switch (of(plain)) {
            case Types.NUMERIC -> plain.precision().orElse(0);
            case Types.VARCHAR, Types.CHAR -> plain.length().orElse(0);
            default -> 0;
        };
    }

    /** Digits after the point. */
    static int scale(PgType type) {
        PgType plain = type.undomained();
        return of(plain) == Types.NUMERIC ? plain.scale().orElse(0) : 0;
    }
}
