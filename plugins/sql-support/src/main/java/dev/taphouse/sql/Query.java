package dev.taphouse.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query for rows of one table. Immutable. */
public final class Query {
    private final String from;
    private final List<String> columns;
    private final List<String> expressions;
    private final List<ColumnCodec> fields;
    private final List<Condition> conditions;
    private final @Nullable Keyset order;
    private final long limit;
    private final Dialect dialect;

    /**
     * A query.
     *
     * @param from the table as SQL writes it
     * @param columns the names of what is selected, for messages
     * @param expressions the same as SQL writes it
     * @param fields how the first of them are copied
     * @param limit how many rows at most; -1 for all
     */
    Query(
            String from,
            List<String> columns,
            List<String> expressions,
            List<ColumnCodec> fields,
            List<Condition> conditions,
            @Nullable Keyset order,
            long limit,
            Dialect dialect) {
        this.from = from;
        this.columns = columns;
        this.expressions = expressions;
        this.fields = fields;
        this.conditions = conditions;
        this.order = order;
        this.limit = limit;
        this.dialect = dialect;
    }

    /** A query for the first row of the order, from its end: the values of the order alone. */
    static Query greatest(String from, Keyset order, List<Condition> conditions, Dialect dialect) {
        List<String> names = order.parts().stream().map(Keyset.Part::column).toList();
        return new Query(
                from,
                names,
                names.stream().map(dialect::quote).toList(),
                List.of(),
                conditions,
                order.backwards(),
                1,
                dialect);
    }

    /** The statement. */
    public String sql(Parameters parameters) {
        String select = "SELECT " + String.join(", ", expressions) + " FROM " + from
                + Condition.where(conditions, parameters)
                + (order == null ? "" : " ORDER BY " + order.sql());
        return limit < 0 ? select : dialect.limited(select, limit);
    }

    /** What it selects, by name; the fields come first. */
    public List<String> columns() {
        return columns;
    }

    /** How the first columns are copied: one for each field of the stream that is wanted. */
    public List<ColumnCodec> fields() {
        return fields;
    }

    /** How the values of the order travel; empty when the rows come in none. */
    public List<KeyCodec> order() {
        return parts().map(Keyset.Part::codec).collect(Collectors.toList());
    }

    /** The numbers of the order's columns in {@link #columns()}, from 0. */
    public int[] orderColumns() {
        return parts().mapToInt(part -> columns.indexOf(part.column())).toArray();
    }

    private Stream<Keyset.Part> parts() {
        return order == null ? Stream.empty() : order.parts().stream();
    }
}
