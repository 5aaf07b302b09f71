package dev.taphouse.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The catalog as {@link DatabaseMetaData} has it: one query for tables, one for columns, one per table for its key. */
final class JdbcCatalog implements Catalog {

    @Override
    public List<Table> tables(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String catalog = connection.getCatalog();
        Map<List<String>, List<Column>> columns = columns(metaData, catalog);
        List<Table> tables = new ArrayList<>();
        try (ResultSet rows = metaData.getTables(catalog, null, "%", new String[] {"TABLE", "VIEW"})) {
            while (rows.next()) {
                String schema = text(rows, "TABLE_SCHEM");
                String name = text(rows, "TABLE_NAME");
                Table table = Table.of(schema, name, columns.getOrDefault(List.of(schema, name), List.of()))
                        .comment(text(rows, "REMARKS"));
                tables.add(text(rows, "TABLE_TYPE").equals("VIEW") ? table.asView() : table);
            }
        }
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            if (!table.view()) {
                tables.set(i, table.key(key(metaData, catalog, table)));
            }
        }
        return tables;
    }

    private static Map<List<String>, List<Column>> columns(DatabaseMetaData metaData, @Nullable String catalog)
            throws SQLException {
        Map<List<String>, List<Column>> byTable = new LinkedHashMap<>();
        try (ResultSet rows = metaData.getColumns(catalog, null, "%", "%")) {
            while (rows.next()) {
                String table = text(rows, "TABLE_NAME");
                Column column = Column.of(
                                table, text(rows, "COLUMN_NAME"), rows.getInt("DATA_TYPE"), text(rows, "TYPE_NAME"))
                        .size(rows.getInt("COLUMN_SIZE"), rows.getInt("DECIMAL_DIGITS"))
                        .comment(text(rows, "REMARKS"));
                boolean notNull = rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                byTable.computeIfAbsent(List.of(text(rows, "TABLE_SCHEM"), table), t -> new ArrayList<>())
                        .add(notNull ? column.notNull() : column);
            }
        }
        return byTable;
    }

    private static List<String> key(DatabaseMetaData metaData, @Nullable String catalog, Table table)
            throws SQLException {
        Map<Integer, String> byOrder = new TreeMap<>();
        String schema = table.schema().isEmpty() ? null : table.schema();
        try (ResultSet rows = metaData.getPrimaryKeys(catalog, schema, table.name())) {
            while (rows.next()) {
                byOrder.put(rows.getInt("KEY_SEQ"), text(rows, "COLUMN_NAME"));
            }
        }
        return List.copyOf(byOrder.values());
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }
}
