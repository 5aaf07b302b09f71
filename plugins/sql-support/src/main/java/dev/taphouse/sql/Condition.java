package dev.taphouse.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition of a query, with what binds its parameters.
 *
 * @param sql with a question mark per parameter
 * @param binding binds them
 */
record Condition(String sql, Binding binding) {

    /** A condition without parameters. */
    static Condition of(String sql) {
        return new Condition(sql, (statement, next) -> next);
    }

    /** All of them as a WHERE clause; empty without any. */
    static String where(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Condition::sql).collect(Collectors.joining(") AND (", " WHERE (", ")"));
    }

    /** Binds the parameters of all, in turn. */
    static void bind(List<Condition> conditions, PreparedStatement statement) throws SQLException {
        int next = 1;
        for (Condition condition : conditions) {
            next = condition.binding().bind(statement, next);
        }
    }

    /** Binds parameters. */
    @FunctionalInterface
    interface Binding {

        /**
         * Binds from {@code next} on.
         *
         * @return the number of the first parameter after these
         */
        int bind(PreparedStatement statement, int next) throws SQLException;
    }
}
