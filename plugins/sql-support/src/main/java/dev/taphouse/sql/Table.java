package dev.taphouse.sql;

import dev.taphouse.api.SourceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A table or view as the catalog of a database has it. Immutable. */
public final class Table {
    private final String schema;
    private final String name;
    private final List<Column> columns;
    private final List<String> key;
    private final Kind kind;
    private final String comment;
    private final long rowCount;
    private final @Nullable String locator;
    private final @Nullable SourceException unavailable;
    private final Map<String, Object> metadata;

    private Table(
            String schema,
            String name,
            List<Column> columns,
            List<String> key,
            Kind kind,
            String comment,
            long rowCount,
            @Nullable String locator,
            @Nullable SourceException unavailable,
            Map<String, Object> metadata) {
        this.schema = Objects.requireNonNull(schema, "schema is null");
        this.name = Objects.requireNonNull(name, "name is null");
        this.columns = List.copyOf(columns);
        this.key = List.copyOf(key);
        this.kind = kind;
        this.comment = comment;
        this.rowCount = rowCount;
        this.locator = locator;
        this.unavailable = unavailable;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * A table without a primary key.
     *
     * @param schema empty for a database without schemas
     */
    public static Table of(String schema, String name, List<Column> columns) {
        return new Table(schema, name, columns, List.of(), Kind.TABLE, "", -1, null, null, Map.of());
    }

    /** The same with its primary key: names of columns, in the order of the key. */
    public Table key(List<String> names) {
        return new Table(schema, name, columns, names, kind, comment, rowCount, locator, unavailable, metadata);
    }

    /** The same as a view. */
    public Table asView() {
        return new Table(schema, name, columns, key, Kind.VIEW, comment, rowCount, locator, unavailable, metadata);
    }

    /** The same with a description. */
    public Table comment(String text) {
        return new Table(schema, name, columns, key, kind, text, rowCount, locator, unavailable, metadata);
    }

    /** The same with the number of rows, where it is cheap to know. */
    public Table rowCount(long rows) {
        return new Table(schema, name, columns, key, kind, comment, rows, locator, unavailable, metadata);
    }

    /** The same with an SQL expression that names a row in messages, where there is no key. */
    public Table locator(String expression) {
        return new Table(schema, name, columns, key, kind, comment, rowCount, expression, unavailable, metadata);
    }

    /** The same, listed but not to be read. */
    public Table unavailable(String why) {
        return new Table(
                schema,
                name,
                columns,
                key,
                kind,
                comment,
                rowCount,
                locator,
                new SourceException(SourceException.Kind.ABSENT, why),
                metadata);
    }

    /**
     * The same, listed but not to be read.
     *
     * @param what PERMISSION or ABSENT, and what mends it
     */
    public Table unavailable(SourceException.Kind what, String why) {
        SourceException reason = new SourceException(what, why);
        return new Table(schema, name, columns, key, kind, comment, rowCount, locator, reason, metadata);
    }

    /** The same as what it is. */
    public Table kind(Kind what) {
        return new Table(schema, name, columns, key, what, comment, rowCount, locator, unavailable, metadata);
    }

    /**
     * The same with an entry of the stream's metadata.
     *
     * @param value a String, Boolean, Long, or List of these
     */
    public Table metadata(String entry, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(entry, value);
        return new Table(schema, name, columns, key, kind, comment, rowCount, locator, unavailable, more);
    }

    /** The schema; empty in a database without. */
    public String schema() {
        return schema;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The columns, in the order of the table. */
    public List<Column> columns() {
        return columns;
    }

    /** The primary key; empty without. */
    public List<String> key() {
        return key;
    }

    /** Whether it is a view, which keeps no rows. */
    public boolean view() {
        return kind == Kind.VIEW;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Entries of the stream's metadata. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** The description; empty without. */
    public String comment() {
        return comment;
    }

    /** The number of rows, where it is known. */
    public OptionalLong rowCount() {
        return rowCount < 0 ? OptionalLong.empty() : OptionalLong.of(rowCount);
    }

    /** An SQL expression that names a row in messages. */
    public Optional<String> locator() {
        return Optional.ofNullable(locator);
    }

    /** Why it cannot be read. */
    public Optional<SourceException> unavailable() {
        return Optional.ofNullable(unavailable);
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }

    /** What a table is, by where its rows lie. */
    public enum Kind {
        /** Rows in one place of their own. */
        TABLE,
        /** Rows of its own, and those of the tables that inherit from it. */
        PARENT,
        /** Rows in its partitions alone. */
        PARTITIONED,
        /** Rows in another server. */
        FOREIGN,
        /** A query. */
        VIEW,
        /** The rows that a query had. */
        MATERIALIZED_VIEW
    }
}
