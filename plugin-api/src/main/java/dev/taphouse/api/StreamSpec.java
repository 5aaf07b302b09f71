package dev.taphouse.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stream is: its fields, its key, and how it can be replicated. Immutable; each method that sets something
 * returns a new spec.
 */
public final class StreamSpec {
    private final String name;
    private final List<Field> fields;
    private final List<String> keys;
    private final List<String> cursors;
    private final List<String> defaultCursor;
    private final boolean logBased;
    private final List<Field> logFields;
    private final boolean ordered;
    private final boolean deletes;
    private final @Nullable Resume resume;
    private final Map<String, Object> metadata;
    private final @Nullable SourceException unavailable;

    private StreamSpec(Builder b) {
        this.name = b.name;
        this.fields = b.fields;
        this.keys = b.keys;
        this.cursors = b.cursors;
        this.defaultCursor = b.defaultCursor;
        this.logBased = b.logBased;
        this.logFields = b.logFields;
        this.ordered = b.ordered;
        this.deletes = b.deletes;
        this.resume = b.resume;
        this.metadata = b.metadata;
        this.unavailable = b.unavailable;
    }

    /**
     * A stream with these fields, without key or cursor.
     *
     * @param name also its bookmark key and what targets see, not empty
     * @throws IllegalArgumentException if two fields have one name
     */
    public static StreamSpec of(String name, Field... fields) {
        return of(name, Arrays.asList(fields));
    }

    /** As {@link #of(String, Field...)}. */
    public static StreamSpec of(String name, List<Field> fields) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a stream has an empty name");
        }
        return new StreamSpec(new Builder(name, Field.distinct(fields, "stream '" + name + "'")));
    }

    /**
     * The same with fields at its end, such as those that a read comes upon; see {@link RecordSink#changed}.
     *
     * @throws IllegalArgumentException if a name is there already
     */
    public StreamSpec moreFields(Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(Arrays.asList(more));
        return with(b -> b.fields = Field.distinct(all, "stream '" + name + "'"));
    }

    /**
     * The same with a primary key.
     *
     * @param names fields of the stream, in the order of the key
     */
    public StreamSpec keys(String... names) {
        return with(b -> b.keys = known("key", names));
    }

    /**
     * The same with the cursors a user may choose from. A cursor is a field whose values grow as rows are added or
     * changed.
     *
     * @param valid fields of the stream
     */
    public StreamSpec cursors(String... valid) {
        return with(b -> b.cursors = known("cursor", valid));
    }

    /**
     * The same, INCREMENTAL by this cursor unless the user says otherwise.
     *
     * @param names one field, or several that are compared in turn; the first becomes a valid cursor by itself
     */
    public StreamSpec defaultCursor(String... names) {
        List<String> cursor = known("cursor", names);
        return with(b -> {
            b.defaultCursor = cursor;
            if (!cursor.isEmpty() && !cursors.contains(cursor.get(0))) {
                b.cursors = concat(cursor.get(0), cursors);
            }
        });
    }

    /**
     * The same, with LOG_BASED among its methods.
     *
     * @param more fields that rows have beside the others when they are read by LOG_BASED, such as their place in the
     *     log; they are always selected
     */
    public StreamSpec logBased(Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(Arrays.asList(more));
        Field.distinct(all, "stream '" + name + "'");
        return with(b -> {
            b.logBased = true;
            b.logFields = List.of(more);
        });
    }

    /** The same, with rows that come in the order of the cursor. The host verifies it, except for text. */
    public StreamSpec ordered() {
        return with(b -> b.ordered = true);
    }

    /** The same, with rows that may be {@link RowWriter#delete deleted} whatever the method, as with LOG_BASED. */
    public StreamSpec deletes() {
        return with(b -> b.deletes = true);
    }

    /** The same with what a second read may repeat. A cursor implies {@link Resume#BY_CURSOR}. */
    public StreamSpec resume(Resume promise) {
        return with(b -> b.resume = Objects.requireNonNull(promise, "promise is null"));
    }

    /**
     * The same with an entry of the catalog's metadata, such as {@code schema-name}, {@code is-view}, {@code
     * row-count}.
     *
     * @param value a String, Boolean, Long, or List of these
     */
    public StreamSpec metadata(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(key, value instanceof List<?> list ? List.copyOf(list) : value);
        return with(b -> b.metadata = Collections.unmodifiableMap(more));
    }

    /**
     * The same, known but not to be had here: listed, not selected by default, skipped or failed when selected.
     *
     * @param kind ABSENT to skip, another to fail
     */
    public StreamSpec unavailable(SourceException.Kind kind, String reason) {
        SourceException why = new SourceException(kind, reason);
        return with(b -> b.unavailable = why);
    }

    /** The name: bookmark key and what targets see. */
    public String name() {
        return name;
    }

    /** The fields, in the source's order. */
    public List<Field> fields() {
        return fields;
    }

    /** The field of that name. */
    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
    }

    /** The primary key; empty when there is none. */
    public List<String> keys() {
        return keys;
    }

    /** The cursors a user may choose from. */
    public List<String> cursors() {
        return cursors;
    }

    /** The cursor of INCREMENTAL unless the user says otherwise; empty: FULL_TABLE is the default. */
    public List<String> defaultCursor() {
        return defaultCursor;
    }

    /** The methods a user may choose from. */
    public List<Method> methods() {
        return Stream.of(Method.values())
                .filter(method -> switch (method) {
                    case FULL_TABLE -> true;
                    case INCREMENTAL -> !cursors.isEmpty();
                    case LOG_BASED -> logBased;
                })
                .toList();
    }

    /** The fields that rows have beside the others when they are read by LOG_BASED. */
    public List<Field> logFields() {
        return logFields;
    }

    /** Whether rows come in the order of the cursor. */
    public boolean isOrdered() {
        return ordered;
    }

    /** Whether rows may be deleted whatever the method. */
    public boolean hasDeletes() {
        return deletes;
    }

    /** What a second read may repeat. */
    public Resume resume() {
        if (resume != null) {
            return resume;
        }
        return cursors.isEmpty() ? Resume.NOT : Resume.BY_CURSOR;
    }

    /** Entries for the catalog's metadata. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** Why the stream is not to be had here; empty for one that is. */
    public Optional<SourceException> unavailable() {
        return Optional.ofNullable(unavailable);
    }

    @Override
    public String toString() {
        return name + fields;
    }

    private List<String> known(String what, String... names) {
        Set<String> all = fields.stream().map(Field::name).collect(Collectors.toSet());
        for (String each : names) {
            if (!all.contains(each)) {
                throw new IllegalArgumentException(
                        "stream '" + name + "' has no field '" + each + "' for its " + what + "; it has " + all);
            }
        }
        return List.of(names);
    }

    private static List<String> concat(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private StreamSpec with(Consumer<Builder> change) {
        Builder b = new Builder(name, fields);
        b.keys = keys;
        b.cursors = cursors;
        b.defaultCursor = defaultCursor;
        b.logBased = logBased;
        b.logFields = logFields;
        b.ordered = ordered;
        b.deletes = deletes;
        b.resume = resume;
        b.metadata = metadata;
        b.unavailable = unavailable;
        change.accept(b);
        return new StreamSpec(b);
    }

    private static final class Builder {
        final String name;
        List<Field> fields;
        List<String> keys = List.of();
        List<String> cursors = List.of();
        List<String> defaultCursor = List.of();
        boolean logBased;
        List<Field> logFields = List.of();
        boolean ordered;
        boolean deletes;

        @Nullable Resume resume;

        Map<String, Object> metadata = Map.of();

        @Nullable SourceException unavailable;

        Builder(String name, List<Field> fields) {
            this.name = name;
            this.fields = fields;
        }
    }

    /** How a stream is replicated. Closed: it will not grow. */
    public enum Method {
        /** Every row, each time. */
        FULL_TABLE,
        /** Rows whose cursor is not below the bookmark. */
        INCREMENTAL,
        /** Every change, from the source's log. */
        LOG_BASED
    }

    /** What a second read from a position may repeat. */
    public enum Resume {
        /** Everything. */
        NOT,
        /** Rows equal to the bookmark. */
        BY_CURSOR,
        /** Some rows. */
        BY_POSITION,
        /** Nothing. */
        EXACTLY
    }
}
