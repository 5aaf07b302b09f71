package dev.taphouse.postgresql.catalog;

import dev.taphouse.postgresql.codec.PgAttribute;
import dev.taphouse.postgresql.codec.PgType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types that columns use, and all they are made of: read in two queries. For one thread. */
final class Types {
    private final Map<Long, TypeRow> rows = new HashMap<>();
    private final Map<Long, List<Member>> members = new HashMap<>();
    private final Map<Long, PgType> made = new HashMap<>();

    private Types() {}

    static Types read(Connection connection, Collection<Long> oids) throws SQLException {
        Types types = new Types();
        int major = connection.getMetaData().getDatabaseMajorVersion();
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.types(major))) {
            statement.setArray(1, Oids.array(connection, oids));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    types.rows.put(row.getLong("oid"), row(row));
                }
            }
        }
        types.readMembers(connection);
        return types;
    }

    private static TypeRow row(ResultSet row) throws SQLException {
        return new TypeRow(
                row.getLong("oid"),
                row.getString("nspname"),
                row.getString("typname"),
                row.getString("typtype").charAt(0),
                row.getLong("element"),
                new Use(
                        row.getLong("typbasetype"),
                        row.getInt("typtypmod"),
                        row.getInt("typndims"),
                        Objects.requireNonNullElse(row.getString("base_printed"), ""),
                        row.getString("collation")),
                row.getBoolean("typnotnull"),
                row.getString("collation"),
                row.getLong("subtype"),
                Arrays.asList((String[]) row.getArray("labels").getArray()));
    }

    private void readMembers(Connection connection) throws SQLException {
        List<Long> composites = rows.values().stream()
                .filter(row -> row.kind() == 'c')
                .map(TypeRow::oid)
                .toList();
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.ATTRIBUTES)) {
            statement.setArray(1, Oids.array(connection, composites));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    members.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                            .add(new Member(row.getString("attname"), Use.of(row)));
                }
            }
        }
    }

    /** The type as it is used. */
    PgType of(Use use) {
        PgType type = plain(use.oid()).typmod(use.typmod()).dimensions(use.dimensions());
        type = use.printed().isEmpty() ? type : type.printed(use.printed());
        return use.collation() == null ? type : type.collation(use.collation());
    }

    private PgType plain(long oid) {
        PgType known = made.get(oid);
        if (known == null) {
            known = make(rows.get(oid), oid);
            made.put(oid, known);
        }
        return known;
    }

    private PgType make(@Nullable TypeRow row, long oid) {
        if (row == null) {
            // Dropped while the catalogue is read: the column is gone too, when it is looked at again.
            return PgType.pseudo(oid, "", "dropped");
        }
        if (row.element() != 0) {
            return PgType.array(oid, row.schema(), row.name(), plain(row.element()));
        }
        return switch (row.kind()) {
            case 'e' -> PgType.enumeration(oid, row.schema(), row.name(), row.labels());
            case 'd' -> PgType.domain(oid, row.schema(), row.name(), of(row.base()), row.notNull());
            case 'c' -> PgType.composite(oid, row.schema(), row.name(), attributes(oid));
            case 'r' -> PgType.range(oid, row.schema(), row.name(), plain(row.subtype()));
            case 'm' -> PgType.multirange(oid, row.schema(), row.name(), plain(row.subtype()));
            case 'p' -> PgType.pseudo(oid, row.schema(), row.name());
            default -> base(row);
        };
    }

    private static PgType base(TypeRow row) {
        PgType type = PgType.base(row.oid(), row.schema(), row.name());
        return row.collation() == null ? type : type.collation(row.collation());
    }

    private List<PgAttribute> attributes(long oid) {
        return members.getOrDefault(oid, List.of()).stream()
                .map(member -> new PgAttribute(member.name(), of(member.use())))
                .toList();
    }

    private record Member(String name, Use use) {}
}
