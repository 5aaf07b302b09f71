package dev.taphouse.postgresql.catalog;

import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.codec.PgType;
import dev.taphouse.sql.Column;
import dev.taphouse.sql.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes tables of what the catalogue said. For one thread. */
final class Tables {
    private final Types types;
    private final Map<Long, Float> estimates;

    Tables(Types types, Map<Long, Float> estimates) {
        this.types = types;
        this.estimates = estimates;
    }

    Table of(Found found, List<FoundColumn> all, List<Key> keys) {
        boolean any = all.stream().anyMatch(FoundColumn::mayRead);
        // What may not be read at all is listed as it is; of the rest, only what may be.
        List<FoundColumn> columns =
                any ? all.stream().filter(FoundColumn::mayRead).toList() : all;
        Map<Integer, String> names = new HashMap<>();
        columns.forEach(column -> names.put(column.number(), column.name()));
        Table table = Table.of(
                        found.schema(),
                        found.name(),
                        columns.stream().map(column -> column(found, column)).toList())
                .kind(found.tableKind())
                .comment(found.comment())
                .metadata("database-name", found.database());
        table = described(table, found, columns);
        table = keyed(table, keys, names);
        float rows = estimates.getOrDefault(found.oid(), found.rows());
        table = rows < 0 || table.view() ? table : table.rowCount((long) rows);
        return allowed(table, found, any, all.isEmpty());
    }

    private Column column(Found found, FoundColumn column) {
        PgType type = types.of(column.use());
        Column made = Column.of(found.name(), column.name(), java.sql.Types.OTHER, type.printed())
                .collation(type.collation().orElse(""))
                .comment(column.comment())
                .detail(found.anyBytes() ? type.anyBytes() : type);
        return column.notNull() || type.notNull() ? made.notNull() : made;
    }

    private static Table described(Table plain, Found found, List<FoundColumn> columns) {
        Table table = plain;
        if (plain.kind() == Table.Kind.MATERIALIZED_VIEW) {
            table = table.metadata("is-view", true);
        }
        if (plain.kind() != Table.Kind.TABLE) {
            table = table.metadata("table-kind", kind(found));
        }
        if (!found.parents().isEmpty()) {
            table = table.metadata(found.partition() ? "partition-of" : "inherits", found.parents());
        }
        if (found.filtered()) {
            table = table.metadata("row-level-security", true);
        }
        table = listed(table, "identity-columns", columns, FoundColumn::identity);
        return listed(table, "generated-columns", columns, FoundColumn::generated);
    }

    private static String kind(Found found) {
        return switch (found.tableKind()) {
            case TABLE -> "table";
            case PARENT -> "table with inheriting tables";
            case PARTITIONED -> "partitioned table";
            case FOREIGN -> "foreign table";
            case VIEW -> "view";
            case MATERIALIZED_VIEW -> "materialized view";
        };
    }

    private static Table listed(Table table, String entry, List<FoundColumn> columns, Predicate<FoundColumn> which) {
        List<String> names =
                columns.stream().filter(which).map(FoundColumn::name).toList();
        return names.isEmpty() ? table : table.metadata(entry, names);
    }

    /** A key that inheriting tables do not share is none; nor one with a column that may not be read. */
    private static Table keyed(Table plain, List<Key> keys, Map<Integer, String> names) {
        if (plain.kind() == Table.Kind.PARENT) {
            return plain;
        }
        Table table = plain;
        List<Key> whole = keys.stream()
                .filter(key -> names.keySet().containsAll(key.columns()))
                .toList();
        for (Key key : whole) {
            table = key.primary() ? table.key(names(key, names)) : table;
        }
        List<String> unique = whole.stream()
                .filter(key -> !key.primary())
                .map(key -> String.join(", ", names(key, names)))
                .distinct()
                .toList();
        return unique.isEmpty() ? table : table.metadata("unique-keys", unique);
    }

    private static List<String> names(Key key, Map<Integer, String> names) {
        return key.columns().stream().map(names::get).toList();
    }

    private static Table allowed(Table table, Found found, boolean any, boolean empty) {
        if (empty) {
            return table.unavailable("it has no columns");
        }
        if (found.mayUse() && any) {
            return table;
        }
        String missing = found.mayUse() ? "" : Grants.usage(found.schema(), found.reader());
        String select = any ? "" : Grants.select(found.schema(), found.name(), found.reader());
        String both = missing.isEmpty() || select.isEmpty() ? missing + select : missing + "; " + select;
        return table.unavailable(
                SourceException.Kind.PERMISSION,
                "user '" + found.reader() + "' may not read " + table + "; its owner can let it: " + both);
    }
}
