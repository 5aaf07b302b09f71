package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns what is wanted of a stream, and the position it starts from, into queries. */
final class ReadPlan {
    private static final String CURSOR = "replication_key";
    private static final String CURSOR_VALUE = "replication_key_value";
    private static final String KEY = "key";
    private static final String LAST = "last_pk_fetched";
    private static final String MAX = "max_pk_values";

    private final SqlStream stream;
    private final StreamRead read;
    private final Dialect dialect;
    private final Optional<Keyset> primaryKey;

    /**
     * A plan.
     *
     * @param primaryKey a key that is unique and never null now
     */
    ReadPlan(SqlStream stream, StreamRead read, Dialect dialect, Optional<Keyset> primaryKey) {
        this.stream = stream;
        this.read = read;
        this.dialect = dialect;
        this.primaryKey = primaryKey;
    }

    /** The greatest key now; empty for an empty table. */
    interface Greatest {
        Optional<List<Object>> of(Keyset key) throws SQLException;
    }

    /** The queries, in turn. */
    List<Phase> phases(Greatest greatest) throws SQLException {
        return read.method() == StreamSpec.Method.INCREMENTAL ? incremental() : full(greatest);
    }

    /** Every row up to the greatest key at the begin of the pass: rows that come later are the next pass's. */
    private List<Phase> full(Greatest greatest) throws SQLException {
        if (primaryKey.isEmpty()) {
            return List.of(Phase.unordered(List.of()));
        }
        Keyset key = primaryKey.get();
        Map<String, Object> from = read.from().entries();
        boolean resumed = from.containsKey(LAST) && from.containsKey(MAX);
        Optional<List<Object>> max = resumed ? Optional.of(known(key, MAX)) : greatest.of(key);
        if (max.isEmpty()) {
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        if (resumed) {
            conditions.add(key.after(known(key, LAST)));
        }
        conditions.add(key.upTo(max.get()));
        Map<String, Object> bound = key.entry(max.get());
        return List.of(new Phase(
                conditions, key, last -> Position.of(LAST, key.entry(last)).with(MAX, bound)));
    }

    private List<Phase> incremental() {
        Keyset cursors = cursors();
        Keyset order = primaryKey.map(cursors::then).orElse(cursors);
        if (read.from().entries().containsKey(CURSOR_VALUE)) {
            return List.of(withCursor(cursors, order, List.of(from(cursors))));
        }
        Phase rest = withCursor(cursors, order, List.of());
        return nullable(cursors) ? List.of(withoutCursor(cursors), rest) : List.of(rest);
    }

    /** Rows whose cursor is NULL have no place in its order: they are read before it, in the order of the key. */
    private Phase withoutCursor(Keyset cursors) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(Condition.of(String.join(
                " OR ",
                cursors.parts().stream()
                        .map(part -> dialect.quote(part.column()) + " IS NULL")
                        .toList())));
        if (primaryKey.isEmpty()) {
            return Phase.unordered(conditions);
        }
        Keyset key = primaryKey.get();
        if (interrupted()) {
            conditions.add(key.after(known(key, LAST)));
        }
        Position begun = Position.of(CURSOR, read.cursors().get(0));
        return new Phase(conditions, key, last -> begun.with(LAST, key.entry(last)));
    }

    /** Whether an initial pass was ended among the rows whose cursor is NULL. */
    private boolean interrupted() {
        Map<String, Object> from = read.from().entries();
        return from.containsKey(LAST) && read.cursors().get(0).equals(from.get(CURSOR));
    }

    private Phase withCursor(Keyset cursors, Keyset order, List<Condition> from) {
        List<Condition> conditions = new ArrayList<>(from);
        conditions.addAll(notNull(cursors));
        read.until().flatMap(this::until).ifPresent(end -> conditions.add(cursors.before(end)));
        return new Phase(conditions, order, last -> position(order, last));
    }

    /** The key is there even where it is the cursor: a bookmark without one is another tap's, or a start date. */
    private Position position(Keyset order, List<Object> last) {
        Keyset.Part cursor = order.parts().get(0);
        Map<String, Object> key = new LinkedHashMap<>();
        if (primaryKey.isPresent() && primaryKey.get().parts().contains(cursor)) {
            key.put(cursor.column(), last.get(0));
        }
        for (int i = 1; i < last.size(); i++) {
            key.put(order.parts().get(i).column(), last.get(i));
        }
        Position position = Position.cursor(cursor.column(), last.get(0));
        return key.isEmpty() ? position : position.with(KEY, key);
    }

    /**
     * From the bookmark's cursor on, which is included: a row that was committed since may have the same cursor and any
     * key, and a comparison of both would pass over it. Only where the cursor is the whole primary key is there no such
     * row, and the read goes on after the bookmark, if it is ours: the row of another one may not have been read.
     */
    private Condition from(Keyset cursors) {
        Map<String, Object> from = read.from().entries();
        String cursor = read.cursors().get(0);
        if (!cursor.equals(from.getOrDefault(CURSOR, cursor))) {
            throw position("the bookmark is of cursor '" + from.get(CURSOR) + "', not of '" + cursor + "'");
        }
        Object value = Objects.requireNonNull(from.get(CURSOR_VALUE), "value is null");
        boolean isOurs = from.get(KEY) instanceof Map<?, ?>;
        return primaryKey
                .filter(key -> isOurs && key.parts().equals(cursors.parts().subList(0, 1)))
                .map(key -> key.after(List.of(value)))
                .orElseGet(() -> cursors.from(value));
    }

    private Keyset cursors() {
        List<Keyset.Part> parts = new ArrayList<>();
        for (String cursor : read.cursors()) {
            KeyCodec codec = stream.codec(cursor)
                    .cursor()
                    .orElseThrow(() -> new SourceException(
                                    SourceException.Kind.DATA,
                                    "stream '" + stream.spec().name() + "' cannot have '" + cursor + "' as cursor")
                            .remedy("Choose one of " + stream.spec().cursors() + ", or FULL_TABLE."));
            parts.add(Keyset.Part.of(cursor, codec, dialect));
        }
        return new Keyset(parts);
    }

    private List<Condition> notNull(Keyset cursors) {
        return cursors.parts().stream()
                .filter(part -> nullable(part.column()))
                .map(part -> Condition.of(dialect.quote(part.column()) + " IS NOT NULL"))
                .toList();
    }

    private boolean nullable(Keyset cursors) {
        return cursors.parts().stream().anyMatch(part -> nullable(part.column()));
    }

    private boolean nullable(String name) {
        return stream.table().columns().stream()
                .anyMatch(column -> column.nullable() && column.name().equals(name));
    }

    /** The end in the canonical form of the cursor; a day is before the end when its midnight is. */
    private Optional<Object> until(Instant end) {
        Type.Kind kind = stream.codec(read.cursors().get(0)).type().kind();
        return switch (kind) {
            case DATE ->
                Optional.of(end.plusNanos(86_400_000_000_000L - 1)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString());
            case TIMESTAMP, INSTANT -> Optional.of(Canonical.ofInstant(end));
            default -> Optional.empty();
        };
    }

    private List<Object> known(Keyset key, String entry) {
        return key.values(read.from().entries().get(entry))
                .orElseThrow(() -> position("'" + entry + "' in the state does not hold the key "
                        + stream.table().key()));
    }

    private SourceException position(String what) {
        return badPosition(stream.spec().name(), what);
    }

    /** A position that a read cannot start from. */
    static SourceException badPosition(String stream, String what) {
        return new SourceException(SourceException.Kind.POSITION, "stream '" + stream + "': " + what)
                .remedy("Remove the stream's bookmark from the state to read it again from the start.");
    }
}
