package dev.taphouse.sqlite;

import dev.taphouse.sql.Catalog;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Dialect;
import dev.taphouse.sql.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads SQLite's schema: all tables in one query; views and virtual tables one by one, since one that is broken fails
 * the query it is in.
 */
final class SqliteCatalog implements Catalog {
    private static final String COLUMNS = """
            SELECT s.name, s.type = 'view', coalesce(s.sql, ''),
                   x.name, x.type, x."notnull", x.pk, x.hidden, coalesce(l.wr, 0)
            FROM sqlite_schema s
            JOIN pragma_table_xinfo(s.name) x
            LEFT JOIN pragma_table_list(s.name) l ON l.schema = 'main'
            """;
    private static final String PLAIN_TABLES = COLUMNS + """
                    WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND l.type = 'table'
                    ORDER BY s.name, x.cid
                    """;
    private static final String ONE = COLUMNS + "WHERE s.name = ? ORDER BY x.cid";
    private static final String OTHERS = """
            SELECT name, type = 'view' FROM sqlite_schema
            WHERE type = 'view' OR type = 'table' AND rootpage = 0
            """;
    private static final int HIDDEN = 1;
    private static final Pattern COLLATE = Pattern.compile("collate", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_DESCENDING = Pattern.compile("primary\\s+key\\s+desc", Pattern.CASE_INSENSITIVE);

    private final Dialect dialect;

    SqliteCatalog(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<Table> tables(Connection connection) throws SQLException {
        List<Described> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PLAIN_TABLES)) {
            found.addAll(described(statement));
        }
        List<Table> tables = new ArrayList<>();
        for (Described each : found) {
            tables.add(each.table(collations(connection, each)));
        }
        others(connection).forEach((name, view) -> tables.add(other(connection, name, view)));
        tables.sort(Comparator.comparing(Table::name));
        return tables;
    }

    /** A table whose columns were read. */
    private record Described(
            String name, boolean view, boolean rowid, String sql, List<Column> columns, List<String> key) {

        /** The same as a table, with the collations of its columns where they are not SQLite's default. */
        Table table(Map<String, String> collations) {
            Table table = Table.of(
                            "",
                            name,
                            columns.stream()
                                    .map(column -> column.collation(
                                            collations.getOrDefault(column.name(), SqliteTypes.BINARY)))
                                    .toList())
                    .key(key);
            if (view) {
                return table.asView();
            }
            return rowid && key.isEmpty()
                    ? freeRowid().map(table::locator).findFirst().orElse(table)
                    : table;
        }

        /** A column may take each of the names of the hidden row number. */
        private Stream<String> freeRowid() {
            Set<String> names = columns.stream()
                    .map(column -> column.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return Stream.of("rowid", "_rowid_", "oid").filter(name -> !names.contains(name));
        }
    }

    private static List<Described> described(PreparedStatement statement) throws SQLException {
        Map<String, Described> byName = new LinkedHashMap<>();
        Map<String, Map<Integer, String>> keys = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (rows.getInt(8) == HIDDEN) {
                    continue;
                }
                Described table = byName.get(name);
                if (table == null) {
                    table = new Described(
                            name,
                            rows.getBoolean(2),
                            rows.getInt(9) == 0,
                            rows.getString(3),
                            new ArrayList<>(),
                            new ArrayList<>());
                    byName.put(name, table);
                }
                Column column = Column.of(name, rows.getString(4), Types.OTHER, rows.getString(5));
                table.columns().add(rows.getBoolean(6) ? column.notNull() : column);
                if (rows.getInt(7) > 0) {
                    keys.computeIfAbsent(name, n -> new TreeMap<>()).put(rows.getInt(7), column.name());
                }
            }
        }
        byName.forEach((name, table) -> key(table, keys.getOrDefault(name, Map.of())));
        return List.copyOf(byName.values());
    }

    /** An INTEGER PRIMARY KEY is the row number and never null, though the schema does not say so. */
    private static void key(Described table, Map<Integer, String> byOrder) {
        table.key().addAll(byOrder.values());
        boolean alias = table.rowid()
                && table.key().size() == 1
                && !KEY_DESCENDING.matcher(table.sql()).find();
        if (alias) {
            table.columns().replaceAll(column -> {
                boolean integer = column.nativeType().equalsIgnoreCase("INTEGER");
                return integer && table.key().contains(column.name()) ? column.notNull() : column;
            });
        }
    }

    /**
     * The columns that do not compare byte by byte. The schema does not list collations, but a UNION whose first part
     * is the column removes what the column takes for equal.
     */
    private Map<String, String> collations(Connection connection, Described table) throws SQLException {
        if (!COLLATE.matcher(table.sql()).find()) {
            return Map.of();
        }
        Map<String, String> collations = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            String sql = "SELECT count(*) FROM (SELECT " + dialect.quote(column.name()) + " FROM "
                    + dialect.quote(table.name()) + " WHERE 0 UNION SELECT 'a' UNION SELECT 'A' UNION SELECT 'a ')";
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getInt(1) < 3) {
                    collations.put(column.name(), "of its own");
                }
            } catch (SQLException e) {
                collations.put(column.name(), "of a program: " + e.getMessage());
            }
        }
        return collations;
    }

    private static Map<String, Boolean> others(Connection connection) throws SQLException {
        Map<String, Boolean> views = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OTHERS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                views.put(rows.getString(1), rows.getBoolean(2));
            }
        }
        return views;
    }

    private static Table other(Connection connection, String name, boolean view) {
        Table broken = Table.of("", name, List.of());
        broken = view ? broken.asView() : broken;
        try (PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setString(1, name);
            List<Described> found = described(statement);
            return found.isEmpty()
                    ? broken.unavailable("it has no columns")
                    : found.get(0).table(Map.of());
        } catch (SQLException e) {
            return broken.unavailable("it cannot be described: " + e.getMessage());
        }
    }
}
