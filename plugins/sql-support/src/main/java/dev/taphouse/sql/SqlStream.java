package dev.taphouse.sql;

import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream, the table behind it, and how its columns travel.
 *
 * @param spec what the host sees
 * @param table the table or view
 * @param codecs by column
 */
public record SqlStream(StreamSpec spec, Table table, Map<String, ColumnCodec> codecs) {

    /** The table's name as SQL writes it. */
    String from(Dialect dialect) {
        String name = dialect.quote(table.name());
        return table.schema().isEmpty() ? name : dialect.quote(table.schema()) + "." + name;
    }

    /** The primary key as a keyset; empty without one, or where a column of it cannot be compared exactly. */
    Optional<Keyset> primaryKey(Dialect dialect) {
        List<Keyset.Part> parts = new ArrayList<>();
        for (String column : table.key()) {
            codec(column).key().ifPresent(codec -> parts.add(Keyset.Part.of(column, codec, dialect)));
        }
        return parts.isEmpty() || parts.size() < table.key().size() ? Optional.empty() : Optional.of(new Keyset(parts));
    }

    /** Whether a column of the primary key may be null, as some databases have it. */
    boolean keyMayBeNull() {
        return table.columns().stream()
                .anyMatch(column -> column.nullable() && table.key().contains(column.name()));
    }

    /**
     * How a column travels.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public ColumnCodec codec(String column) {
        ColumnCodec codec = codecs.get(column);
        if (codec == null) {
            throw new IllegalArgumentException("table '" + table + "' has no column '" + column + "'");
        }
        return codec;
    }
}
