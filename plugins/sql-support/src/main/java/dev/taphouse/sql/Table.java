package dev.taphouse.sql;

import java.util.List;
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
    private final boolean view;
    private final String comment;
    private final long rowCount;
    private final @Nullable String locator;
    private final @Nullable String unavailable;

    private Table(
            String schema,
            String name,
            List<Column> columns,
            List<String> key,
            boolean view,
            String comment,
            long rowCount,
            @Nullable String locator,
            @Nullable String unavailable) {
        this.schema = Objects.requireNonNull(schema, "schema is null");
        this.name = Objects.requireNonNull(name, "name is null");
        this.columns = List.copyOf(columns);
        this.key = List.copyOf(key);
        this.view = view;
        this.comment = comment;
        this.rowCount = rowCount;
        this.locator = locator;
        this.unavailable = unavailable;
    }

    /**
     * A table without a primary key.
     *
     * @param schema empty for a database without schemas
     */
    public static Table of(String schema, String name, List<Column> columns) {
        return new Table(schema, name, columns, List.of(), false, "", -1, null, null);
    }

    /** The same with its primary key: names of columns, in the order of the key. */
    public Table key(List<String> names) {
        return new Table(schema, name, columns, names, view, comment, rowCount, locator, unavailable);
    }

    /** The same as a view. */
    public Table asView() {
        return new Table(schema, name, columns, key, true, comment, rowCount, locator, unavailable);
    }

    /** The same with a description. */
    public Table comment(String text) {
        return new Table(schema, name, columns, key, view, text, rowCount, locator, unavailable);
    }

    /** The same with the number of rows, where it is cheap to know. */
    public Table rowCount(long rows) {
        return new Table(schema, name, columns, key, view, comment, rows, locator, unavailable);
    }

    /** The same with an SQL expression that names a row in messages, where there is no key. */
    public Table locator(String expression) {
        return new Table(schema, name, columns, key, view, comment, rowCount, expression, unavailable);
    }

    /** The same, listed but not to be read. */
    public Table unavailable(String why) {
        return new Table(schema, name, columns, key, view, comment, rowCount, locator, why);
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

    /** Whether it is a view. */
    public boolean view() {
        return view;
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
    public Optional<String> unavailable() {
        return Optional.ofNullable(unavailable);
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
