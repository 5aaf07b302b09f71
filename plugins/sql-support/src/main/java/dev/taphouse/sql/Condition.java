package dev.taphouse.sql;

import java.util.List;
import java.util.stream.Collectors;

/** A condition of a query. */
@FunctionalInterface
interface Condition {

    /** Its SQL, with what {@code parameters} gives in place of its values. */
    String sql(Parameters parameters);

    /** A condition without parameters. */
    static Condition of(String sql) {
        return parameters -> sql;
    }

    /** All of them as a WHERE clause; empty without any. */
    static String where(List<Condition> conditions, Parameters parameters) {
        return conditions.isEmpty()
                ? ""
                : conditions.stream()
                        .map(condition -> condition.sql(parameters))
                        .collect(Collectors.joining(") AND (", " WHERE (", ")"));
    }
}
