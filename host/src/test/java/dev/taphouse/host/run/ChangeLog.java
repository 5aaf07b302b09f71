package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A database in memory with a log: tables by name, rows by id, transactions that are numbered. */
final class ChangeLog {
    final Map<String, Map<Long, Map<String, Object>>> tables = new LinkedHashMap<>();
    final Map<String, StreamSpec> specs = new LinkedHashMap<>();
    final List<Transaction> log = new ArrayList<>();
    private final List<List<Change>> pending = new ArrayList<>();

    void table(String name) {
        specs.put(
                name,
                StreamSpec.of(name, Field.of("id", Type.INT64).notNull(), Field.of("n", Type.INT64))
                        .keys("id")
                        .logBased()
                        .resume(StreamSpec.Resume.EXACTLY));
        tables.put(name, new TreeMap<>());
    }

    StreamSpec spec(String table) {
        return Objects.requireNonNull(specs.get(table), table);
    }

    long lsn() {
        return log.isEmpty() ? 0 : log.get(log.size() - 1).lsn();
    }

    void commit(Change... changes) {
        commit(List.of(changes));
    }

    /** What others do while the connector reads. */
    void later(Change... changes) {
        pending.add(List.of(changes));
    }

    /** Lets others do what they had in mind. */
    void others() {
        pending.forEach(this::commit);
        pending.clear();
    }

    private void commit(List<Change> changes) {
        for (Change change : changes) {
            Map<Long, Map<String, Object>> table = tables.get(change.table());
            if (table == null) {
                throw new IllegalArgumentException(change.table());
            }
            if (change.column() != null) {
                StreamSpec old = spec(change.table());
                List<Field> fields = new ArrayList<>(old.fields());
                fields.add(Field.of(change.column(), Type.TEXT));
                specs.put(
                        change.table(),
                        StreamSpec.of(change.table(), fields)
                                .keys("id")
                                .logBased()
                                .resume(StreamSpec.Resume.EXACTLY));
            } else if (change.row().size() == 1) {
                table.remove(change.id());
            } else {
                table.put(change.id(), change.row());
            }
        }
        log.add(new Transaction(lsn() + 10, changes));
    }

    static Change put(String table, long id, Object n) {
        return new Change(table, id, Map.of("id", id, "n", exact(n)), null);
    }

    static Change put(String table, long id, Object n, String column, String value) {
        return new Change(table, id, Map.of("id", id, "n", exact(n), column, value), null);
    }

    private static Object exact(Object n) {
        return n instanceof Integer whole ? (Object) whole.longValue() : n;
    }

    static Change delete(String table, long id) {
        return new Change(table, id, Map.of("id", id), null);
    }

    static Change addColumn(String table, String column) {
        return new Change(table, 0, Map.of(), column);
    }

    record Transaction(long lsn, List<Change> changes) {}

    /** A row put or, with its key alone, deleted; or a column added. */
    record Change(
            String table,
            long id,
            Map<String, Object> row,
            @Nullable String column) {}
}
