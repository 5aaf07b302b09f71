package dev.taphouse.endtoend;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database file, and what a target is to receive of it, worked out without the product's code. */
record SampleDb(Path file) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** Runs statements, in one transaction. */
    SampleDb run(String... statements) {
        return change(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        });
    }

    /** Inserts rows, in one transaction. */
    SampleDb insert(String table, List<? extends List<? extends @Nullable Object>> rows) {
        String marks = String.join(", ", "?".repeat(rows.get(0).size()).split(""));
        return change(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
                for (List<? extends @Nullable Object> row : rows) {
                    for (int i = 0; i < row.size(); i++) {
                        statement.setObject(i + 1, row.get(i));
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    /** Work in a transaction. */
    SampleDb change(Work work) {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            work.with(connection);
            connection.commit();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** Every row of a table, as the values its RECORD is to have. */
    List<Map<String, @Nullable Object>> rows(String table) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            Map<String, String> types = types(statement, table);
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                while (row.next()) {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    for (Map.Entry<String, String> column : types.entrySet()) {
                        values.put(column.getKey(), expected(column.getValue(), row.getObject(column.getKey())));
                    }
                    rows.add(values);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> types(Statement statement, String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet column = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (column.next()) {
                types.put(column.getString("name"), column.getString("type"));
            }
        }
        return types;
    }

    private static @Nullable Object expected(String type, @Nullable Object stored) {
        if (stored instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (stored instanceof Number number) {
            return type.equals("BOOLEAN")
                    ? (Object) (number.intValue() == 1)
                    : Json.number(new BigDecimal(number.toString()));
        }
        if (stored instanceof String text && type.equals("TIMESTAMP")) {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            int micros = time.getNano() / 1000;
            return SECONDS.format(time) + (micros == 0 ? "" : ".%06d".formatted(micros)) + "Z";
        }
        return stored;
    }

    /** Rows by the value of a column that tells them apart; fails when two have the same value and are not equal. */
    static Map<Object, Map<String, @Nullable Object>> byKey(List<Map<String, @Nullable Object>> rows, String key) {
        Map<Object, Map<String, @Nullable Object>> byKey = new HashMap<>();
        for (Map<String, @Nullable Object> row : rows) {
            Object value = row.get(key);
            if (value == null) {
                throw new AssertionError("a row without '" + key + "': " + row);
            }
            byKey.put(value, row);
        }
        return byKey;
    }

    /** What is done with a connection. */
    interface Work {
        void with(Connection connection) throws SQLException;
    }
}
