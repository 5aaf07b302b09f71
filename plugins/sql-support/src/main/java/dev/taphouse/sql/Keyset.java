package dev.taphouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns that rows are ordered by, compared in turn; not empty. */
final class Keyset {
    private final List<Part> parts;

    Keyset(List<Part> parts) {
        this.parts = List.copyOf(parts);
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

    String ascending() {
        return parts.stream().map(Part::expression).collect(Collectors.joining(", "));
    }

    String descending() {
        return parts.stream().map(part -> part.expression() + " DESC").collect(Collectors.joining(", "));
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
        return new Condition(part.expression() + " " + operator + " ?", (statement, next) -> {
            part.codec().bind(statement, next, value);
            return next + 1;
        });
    }

    /** {@code a >= ? AND (a > ? OR (b > ?))}: the first term is one that an index on (a, b) can seek by. */
    private Condition compare(String strict, String last, List<Object> values) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String expression = parts.get(i).expression();
            if (i == parts.size() - 1) {
                sql.append(expression).append(' ').append(last).append(" ?");
            } else {
                sql.append(expression).append(' ').append(strict).append("= ? AND (");
                sql.append(expression).append(' ').append(strict).append(" ? OR (");
            }
        }
        sql.append("))".repeat(parts.size() - 1));
        return new Condition(sql.toString(), (statement, next) -> {
            int parameter = next;
            for (int i = 0; i < parts.size(); i++) {
                for (int times = i == parts.size() - 1 ? 1 : 2; times > 0; times--) {
                    parts.get(i).codec().bind(statement, parameter++, values.get(i));
                }
            }
            return parameter;
        });
    }
}
