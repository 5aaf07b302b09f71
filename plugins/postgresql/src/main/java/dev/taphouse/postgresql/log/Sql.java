package dev.taphouse.postgresql.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small statements on one connection. */
final class Sql {

    private Sql() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String table(String schema, String name) {
        return identifier(schema) + "." + identifier(name);
    }

    static void execute(Connection connection, String statement) throws SQLException {
        try (Statement work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    /** The rows of a query with text parameters. */
    static <T> List<T> rows(Connection connection, String query, Row<T> row, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    all.add(row.of(result));
                }
            }
            return all;
        }
    }

    static <T> Optional<T> row(Connection connection, String query, Row<T> row, String... parameters)
            throws SQLException {
        return rows(connection, query, row, parameters).stream().findFirst();
    }

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
