package dev.taphouse.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one stream. The host makes it; {@link #of} and the methods that set something serve drivers and
 * tests. Immutable.
 */
public final class StreamRead {
    private final StreamSpec spec;
    private final List<Field> fields;
    private final StreamSpec.Method method;
    private final List<String> cursors;
    private final List<String> keys;
    private final Position from;
    private final @Nullable Instant until;
    private final long limit;
    private final int lanes;
    private final Map<String, String> query;
    private final Map<String, Integer> indexes;

    private StreamRead(Builder b) {
        this.spec = b.spec;
        this.fields = b.fields;
        this.method = b.method;
        this.cursors = b.cursors;
        this.keys = b.keys;
        this.from = b.from;
        this.until = b.until;
        this.limit = b.limit;
        this.lanes = b.lanes;
        this.query = b.query;
        this.indexes = b.indexes;
    }

    /** All supported fields of the stream, by its default method, from the start. */
    public static StreamRead of(StreamSpec spec) {
        Builder b = new Builder(spec);
        b.select(spec.fields().stream()
                .filter(field -> field.unsupportedReason().isEmpty())
                .toList());
        b.method = spec.defaultCursor().isEmpty() ? StreamSpec.Method.FULL_TABLE : StreamSpec.Method.INCREMENTAL;
        b.cursors = spec.defaultCursor();
        b.keys = spec.keys();
        return new StreamRead(b);
    }

    /** The same with these fields selected, which include keys, cursors and automatic fields. */
    public StreamRead fields(List<Field> selected) {
        return with(b -> b.select(selected));
    }

    /**
     * The same by this method.
     *
     * @param cursor the cursor of INCREMENTAL; else none
     */
    public StreamRead method(StreamSpec.Method chosen, String... cursor) {
        return with(b -> {
            b.method = chosen;
            b.cursors = List.of(cursor);
            b.select(b.fields);
        });
    }

    /** The same with this key, which a user may declare and which then need not be unique. */
    public StreamRead keys(List<String> names) {
        return with(b -> b.keys = List.copyOf(names));
    }

    /** The same from a position. */
    public StreamRead from(Position position) {
        return with(b -> b.from = position);
    }

    /** The same up to a time, for cursors that are times. */
    public StreamRead until(Instant end) {
        return with(b -> b.until = end);
    }

    /** The same, no more than this many rows. */
    public StreamRead limit(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("limit is negative: " + rows);
        }
        return with(b -> b.limit = rows);
    }

    /** The same with a wish for so many lanes. */
    public StreamRead lanes(int wished) {
        if (wished < 1) {
            throw new IllegalArgumentException("lanes is below 1: " + wished);
        }
        return with(b -> b.lanes = wished);
    }

    /** The same with parameters of the run, by name. */
    public StreamRead query(Map<String, String> parameters) {
        return with(b -> b.query = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)));
    }

    /** The spec: the object that discover returned. */
    public StreamSpec spec() {
        return spec;
    }

    /**
     * The selected fields, in the order of the spec; keys, cursors and automatic fields are among them. Of LOG_BASED the
     * last are {@link StreamSpec#logFields()}.
     */
    public List<Field> fields() {
        return fields;
    }

    /** How it is replicated. */
    public StreamSpec.Method method() {
        return method;
    }

    /** The cursor of INCREMENTAL, one field or several compared in turn; else empty. */
    public List<String> cursors() {
        return cursors;
    }

    /** The key; the user's, where one was declared. */
    public List<String> keys() {
        return keys;
    }

    /** Where to start: push every row after it. */
    public Position from() {
        return from;
    }

    /** Where to end, exclusive, for cursors that are times. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** How many rows are wanted at most. */
    public OptionalLong limit() {
        return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /** How many lanes are wished for, at least 1. */
    public int lanes() {
        return lanes;
    }

    /** Parameters of the run, by name. */
    public Map<String, String> query() {
        return query;
    }

    /**
     * The position of a field in {@link #fields()}.
     *
     * @return its index, or -1 when it is not selected
     */
    public int indexOf(String field) {
        return indexes.getOrDefault(field, -1);
    }

    @Override
    public String toString() {
        return spec.name() + " " + method + cursors + " from " + from;
    }

    private StreamRead with(Consumer<Builder> change) {
        Builder b = new Builder(spec);
        b.fields = fields;
        b.indexes = indexes;
        b.method = method;
        b.cursors = cursors;
        b.keys = keys;
        b.from = from;
        b.until = until;
        b.limit = limit;
        b.lanes = lanes;
        b.query = query;
        change.accept(b);
        return new StreamRead(b);
    }

    private static final class Builder {
        final StreamSpec spec;
        List<Field> fields = List.of();
        Map<String, Integer> indexes = Map.of();
        StreamSpec.Method method = StreamSpec.Method.FULL_TABLE;
        List<String> cursors = List.of();
        List<String> keys = List.of();
        Position from = Position.START;

        @Nullable Instant until;

        long limit = -1;
        int lanes = 1;
        Map<String, String> query = Map.of();

        Builder(StreamSpec spec) {
            this.spec = spec;
        }

        void select(List<Field> selected) {
            List<Field> all = new ArrayList<>(selected);
            all.removeAll(spec.logFields());
            if (method == StreamSpec.Method.LOG_BASED) {
                all.addAll(spec.logFields());
            }
            fields = List.copyOf(all);
            Map<String, Integer> byName = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                byName.put(fields.get(i).name(), i);
            }
            indexes = byName;
        }
    }
}
