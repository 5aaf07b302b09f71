package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A connector that copies tables by lanes and then follows their changes from one log, as an author would write it
 * against the SPI.
 */
final class LogSession implements SourceSession {
    private final ChangeLog database;
    private final Map<String, StreamSpec> known;
    private final Faults faults;

    /** A session; {@code known} is what its tables looked like when it discovered them. */
    LogSession(ChangeLog database, Map<String, StreamSpec> known, Faults faults) {
        this.database = database;
        this.known = new LinkedHashMap<>(known);
        this.faults = faults;
    }

    @Override
    public void check() {}

    @Override
    public List<StreamSpec> discover(Set<String> only) {
        return known.values().stream()
                .filter(spec -> only.isEmpty() || only.contains(spec.name()))
                .toList();
    }

    @Override
    public List<Split> plan(List<StreamRead> streams) {
        List<Split> splits = new ArrayList<>();
        for (StreamRead read : streams) {
            if (read.from().isStart()) {
                Position lsn = Position.of("lsn", database.lsn());
                splits.add(lane("low", read, lsn, 0, 50));
                splits.add(lane("high", read, lsn, 50, 100));
            }
        }
        splits.add(Split.of(streams));
        return splits;
    }

    private static Split lane(String name, StreamRead read, Position lsn, long after, long most) {
        Position start = lsn.with("last_pk_fetched", Map.of("id", after)).with("max_pk_values", Map.of("id", most));
        return Split.lane(name, read.from(start));
    }

    @Override
    public Position merge(StreamRead stream, List<Position> lanes) {
        return Position.of(
                "lsn",
                lanes.stream()
                        .mapToLong(at -> at.int64("lsn").orElseThrow())
                        .min()
                        .orElseThrow());
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        if (split.lane().isEmpty()) {
            follow(split, out);
        } else {
            copy(split.stream(), out.rows(split.stream().spec().name()));
            database.others();
        }
    }

    private void copy(StreamRead read, RowWriter rows) {
        long last = id(read.from(), "last_pk_fetched");
        long most = id(read.from(), "max_pk_values");
        for (Map.Entry<Long, Map<String, Object>> row : List.copyOf(
                database.tables.getOrDefault(read.spec().name(), Map.of()).entrySet())) {
            if (row.getKey() > last && row.getKey() <= most) {
                rows.add(row.getValue());
                rows.checkpoint(read.from().with("last_pk_fetched", Map.of("id", row.getKey())));
            }
        }
    }

    private void follow(Split split, RecordSink out) throws Exception {
        Map<String, Long> from = new LinkedHashMap<>();
        split.streams()
                .forEach(read ->
                        from.put(read.spec().name(), read.from().int64("lsn").orElseThrow()));
        long smallest = from.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        for (ChangeLog.Transaction transaction : List.copyOf(database.log)) {
            if (transaction.lsn() <= smallest) {
                continue;
            }
            for (ChangeLog.Change change : transaction.changes()) {
                if (from.getOrDefault(change.table(), Long.MAX_VALUE) < transaction.lsn()) {
                    push(change, out);
                }
            }
            faults.at(transaction.lsn(), split, out);
            out.checkpoint(Position.of("lsn", transaction.lsn()));
        }
    }

    private void push(ChangeLog.Change change, RecordSink out) {
        String table = change.table();
        if (change.column() != null) {
            StreamSpec now = database.spec(table);
            known.put(table, now);
            out.changed(now);
        } else if (change.row().size() == 1) {
            out.rows(table).delete(change.row(), Instant.parse("2026-01-01T00:00:00Z"));
        } else {
            out.rows(table).add(change.row());
        }
    }

    private static long id(Position from, String entry) {
        Object id = from.entries().get(entry) instanceof Map<?, ?> key ? key.get("id") : null;
        if (id instanceof Long number) {
            return number;
        }
        throw new SourceException(SourceException.Kind.POSITION, "position " + from + " has no " + entry);
    }

    /** What goes wrong after the changes of a transaction. */
    interface Faults {
        void at(long lsn, Split split, RecordSink out) throws Exception;

        static Faults none() {
            return (lsn, split, out) -> {};
        }
    }
}
