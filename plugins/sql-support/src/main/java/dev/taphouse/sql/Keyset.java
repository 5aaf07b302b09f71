package dev.taphouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns that rows are ordered by, compared in turn; not empty. */
final class Keyset {
    private final List<Part> parts;
    private final boolean backwards;

    Keyset(List<Part> parts) {
        this(parts, false);
    }

    private Keyset(List<Part> parts, boolean backwards) {
        this.parts = List.copyOf(parts);
        this.backwards = backwards;
    }

    /** One column and how its values travel. */
    record Part(String column, KeyCodec codec, String expression) {
        static Part of(String column, KeyCodec codec, Dialect dialect) {
            return new Part(column, codec, codec.expression(dialect.quote(column)));
        }
    }

    List<Part> parts() {
        return parts;
    }

    /** The same followed by the parts it does not have yet. */
    Keyset then(Keyset more) {
        List<Part> all = new ArrayList<>(parts);
        more.parts.stream().filter(part -> !all.contains(part)).forEach(all::add);
        return new Keyset(all);
    }

    /** The same from its end. */
    Keyset backwards() {
        return new Keyset(parts, true);
    }

    /** What follows ORDER BY. */
    String sql() {
        String direction = backwards ? " DESC" : "";
        return parts.stream().map(part -> part.expression() + direction).collect(Collectors.joining(", "));
    }

    /** The values by column, from a position's entry; empty if it is none, or any is missing. */
    Optional<List<Object>> values(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> Optional.ofNullable(map.get(part.column())).ifPresent(values::add));
        return values.size() == parts.size() ? Optional.of(values) : Optional.empty();
    }

    /** The values by column, as a position's entry. */
    Map<String, Object> entry(List<Object> values) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            entry.put(parts.get(i).column(), values.get(i));
        }
        return entry;
    }

    /** Rows after these values. */
    Condition after(List<Object> values) {
        return compare(">", ">", values);
    }

    /** Rows up to these values, which are included. */
    Condition upTo(List<Object> values) {
        return compare("<", "<=", values);
    }

    /** Rows whose first column is at or after the value. */
    Condition from(Object value) {
        return first(">=", value);
    }

    /** Rows whose first column is before the value. */
    Condition before(Object value) {
        return first("<", value);
    }

    private Condition first(String operator, Object value) {
        Part part = parts.get(0);
        return parameters -> part.expression() + " " + operator + " " + parameters.add(part.codec(), value);
    }

    /** {@code a >= ? AND (a > ? OR (b > ?))}: the first term is one that an index on (a, b) can seek by. */
    private Condition compare(String strict, String last, List<Object> values) {
        return parameters -> {
            StringBuilder sql = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                Supplier<String> value = value(parameters, part, values.get(i));
                sql.append(part.expression()).append(' ');
                if (i == parts.size() - 1) {
                    sql.append(last).append(' ').append(value.get());
                } else {
                    sql.append(strict).append("= ").append(value.get()).append(" AND (");
                    sql.append(part.expression())
                            .append(' ')
                            .append(strict)
                            .append(' ')
                            .append(value.get());
                    sql.append(" OR (");
                }
            }
            return sql.append("))".repeat(parts.size() - 1)).toString();
        };
    }

    private static Supplier<String> value(Parameters parameters, Part part, Object value) {
        return () -> parameters.add(part.codec(), value);
    }
}
