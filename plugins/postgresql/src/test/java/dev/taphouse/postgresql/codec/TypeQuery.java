package dev.taphouse.postgresql.codec;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Describes the type of a column, one query per part: for tests, where plain is better than fast. */
final class TypeQuery {
    private final Connection connection;

    TypeQuery(Connection connection) {
        this.connection = connection;
    }

    /** The type of a column of a relation. */
    PgType column(String relation, String column) throws SQLException {
        return attributes(
                        "SELECT attname, atttypid, atttypmod, attndims, format_type(atttypid, atttypmod),"
                                + " c.collname, d.datcollate FROM pg_attribute"
                                + " LEFT JOIN pg_collation c ON c.oid = attcollation"
                                + " JOIN pg_database d ON d.datname = current_database()"
                                + " WHERE attrelid = ?::text::regclass AND attname = '" + column + "'",
                        relation)
                .get(0)
                .type();
    }

    private List<PgAttribute> attributes(String sql, Object parameter) throws SQLException {
        List<PgAttribute> attributes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                PgType type = type(row.getLong(2))
                        .typmod(row.getInt(3))
                        .dimensions(row.getInt(4))
                        .printed(row.getString(5));
                String collation = row.getString(6);
                if (collation != null) {
                    type = type.collation(collation.equals("default") ? row.getString(7) : collation);
                }
                attributes.add(new PgAttribute(row.getString(1), type));
            }
        }
        return attributes;
    }

    private PgType type(long oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT t.typtype, n.nspname, t.typname, t.typbasetype, t.typtypmod, t.typndims, t.typnotnull,"
                        + " t.typrelid, e.oid, coalesce(r.rngsubtype, m.rngsubtype) FROM pg_type t"
                        + " JOIN pg_namespace n ON n.oid = t.typnamespace"
                        + " LEFT JOIN pg_type e ON e.typarray = t.oid"
                        + " LEFT JOIN pg_range r ON r.rngtypid = t.oid"
                        + " LEFT JOIN pg_range m ON m.rngmultitypid = t.oid WHERE t.oid = ?")) {
            statement.setLong(1, oid);
            ResultSet row = statement.executeQuery();
            row.next();
            String schema = row.getString(2);
            String name = row.getString(3);
            if (row.getLong(9) != 0) {
                return PgType.array(oid, schema, name, type(row.getLong(9)));
            }
            return switch (row.getString(1)) {
                case "e" -> PgType.enumeration(oid, schema, name, labels(oid));
                case "d" ->
                    PgType.domain(
                            oid,
                            schema,
                            name,
                            type(row.getLong(4)).typmod(row.getInt(5)).dimensions(row.getInt(6)),
                            row.getBoolean(7));
                case "c" ->
                    PgType.composite(
                            oid,
                            schema,
                            name,
                            attributes(
                                    "SELECT attname, atttypid, atttypmod, attndims, format_type(atttypid, atttypmod),"
                                            + " NULL, NULL FROM pg_attribute WHERE attrelid = ? AND NOT attisdropped"
                                            + " AND attnum > 0 ORDER BY attnum",
                                    row.getLong(8)));
                case "r" -> PgType.range(oid, schema, name, type(row.getLong(10)));
                case "m" -> PgType.multirange(oid, schema, name, type(row.getLong(10)));
                case "p" -> PgType.pseudo(oid, schema, name);
                default -> PgType.base(oid, schema, name);
            };
        }
    }

    private List<String> labels(long oid) throws SQLException {
        List<String> labels = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT enumlabel FROM pg_enum WHERE enumtypid = ? ORDER BY enumsortorder")) {
            statement.setLong(1, oid);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                labels.add(row.getString(1));
            }
        }
        return labels;
    }
}
