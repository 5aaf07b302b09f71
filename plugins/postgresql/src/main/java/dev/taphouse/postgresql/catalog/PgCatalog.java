package dev.taphouse.postgresql.catalog;

import dev.taphouse.sql.Catalog;
import dev.taphouse.sql.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the catalogue in six queries, however many tables there are. Stateless. */
public final class PgCatalog implements Catalog {
    private final String[] schemas;
    private final boolean partitions;

    /**
     * A catalogue.
     *
     * @param schemas patterns with {@code *} and {@code ?}; empty for all
     * @param partitions whether each partition is a table, and the partitioned table none
     */
    public PgCatalog(List<String> schemas, boolean partitions) {
        this.schemas = Globs.like(schemas);
        this.partitions = partitions;
    }

    @Override
    public List<Table> tables(Connection connection) throws SQLException {
        List<Found> found = relations(connection);
        List<Long> oids = found.stream().map(Found::oid).toList();
        Map<Long, List<FoundColumn>> columns = columns(connection, oids);
        Map<Long, List<Key>> keys = keys(connection, oids);
        Set<Long> used = new HashSet<>();
        columns.values()
                .forEach(all -> all.forEach(column -> used.add(column.use().oid())));
        Tables tables = new Tables(Types.read(connection, used), estimates(connection, found));
        List<Table> made = new ArrayList<>();
        for (Found each : found) {
            made.add(tables.of(
                    each, columns.getOrDefault(each.oid(), List.of()), keys.getOrDefault(each.oid(), List.of())));
        }
        return made;
    }

    private List<Found> relations(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.RELATIONS)) {
            Array patterns = connection.createArrayOf("text", schemas);
            statement.setBoolean(1, partitions);
            statement.setBoolean(2, partitions);
            statement.setArray(3, patterns);
            statement.setArray(4, patterns);
            List<Found> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(Found.of(row));
                }
            }
            return found;
        }
    }

    private static Map<Long, List<FoundColumn>> columns(Connection connection, List<Long> oids) throws SQLException {
        Map<Long, List<FoundColumn>> columns = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.COLUMNS)) {
            statement.setArray(1, Oids.array(connection, oids));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getLong("oid"), oid -> new ArrayList<>())
                            .add(FoundColumn.of(row));
                }
            }
        }
        return columns;
    }

    private static Map<Long, List<Key>> keys(Connection connection, List<Long> oids) throws SQLException {
        Map<Long, List<Key>> keys = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.KEYS)) {
            statement.setArray(1, Oids.array(connection, oids));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.computeIfAbsent(row.getLong("indrelid"), oid -> new ArrayList<>())
                            .add(Key.of(row));
                }
            }
        }
        return keys;
    }

    /** The rows of tables that have those of others among theirs: one query, for all that are there. */
    private static Map<Long, Float> estimates(Connection connection, List<Found> found) throws SQLException {
        List<Long> parents = found.stream()
                .filter(each -> !each.children().isEmpty())
                .map(Found::oid)
                .toList();
        Map<Long, Float> rows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.ESTIMATES)) {
            statement.setArray(1, Oids.array(connection, parents));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getLong("root"), row.getFloat("rows"));
                }
            }
        }
        return rows;
    }
}
