package dev.taphouse.sql;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column as the catalog of a database has it. Immutable. */
public final class Column {
    private final String table;
    private final String name;
    private final int jdbcType;
    private final String nativeType;
    private final int size;
    private final int scale;
    private final boolean nullable;
    private final String collation;
    private final String comment;
    private final @Nullable Object detail;

    private Column(
            String table,
            String name,
            int jdbcType,
            String nativeType,
            int size,
            int scale,
            boolean nullable,
            String collation,
            String comment,
            @Nullable Object detail) {
        this.table = Objects.requireNonNull(table, "table is null");
        this.name = Objects.requireNonNull(name, "name is null");
        this.jdbcType = jdbcType;
        this.nativeType = Objects.requireNonNull(nativeType, "nativeType is null");
        this.size = size;
        this.scale = scale;
        this.nullable = nullable;
        this.collation = Objects.requireNonNull(collation, "collation is null");
        this.comment = Objects.requireNonNull(comment, "comment is null");
        this.detail = detail;
    }

    /**
     * A column that may be null.
     *
     * @param jdbcType one of {@link java.sql.Types}
     * @param nativeType as the database declares it; empty when it declares none
     */
    public static Column of(String table, String name, int jdbcType, String nativeType) {
        return new Column(table, name, jdbcType, nativeType, 0, 0, true, "", "", null);
    }

    /** The same of this size (digits or characters; 0 when unlimited) and scale. */
    public Column size(int digits, int digitsAfterThePoint) {
        return new Column(
                table, name, jdbcType, nativeType, digits, digitsAfterThePoint, nullable, collation, comment, detail);
    }

    /** The same, never null. */
    public Column notNull() {
        return new Column(table, name, jdbcType, nativeType, size, scale, false, collation, comment, detail);
    }

    /** The same, compared by a collation. */
    public Column collation(String collationName) {
        return new Column(table, name, jdbcType, nativeType, size, scale, nullable, collationName, comment, detail);
    }

    /** The same with a description. */
    public Column comment(String text) {
        return new Column(table, name, jdbcType, nativeType, size, scale, nullable, collation, text, detail);
    }

    /**
     * The same with what the dialect knows more of its type.
     *
     * @param more immutable
     */
    public Column detail(Object more) {
        return new Column(table, name, jdbcType, nativeType, size, scale, nullable, collation, comment, more);
    }

    /** The table's name, for messages. */
    public String table() {
        return table;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** One of {@link java.sql.Types}. */
    public int jdbcType() {
        return jdbcType;
    }

    /** The type as the database declares it; empty when it declares none. */
    public String nativeType() {
        return nativeType;
    }

    /** Digits or characters; 0 when unlimited. */
    public int size() {
        return size;
    }

    /** Digits after the point. */
    public int scale() {
        return scale;
    }

    /** Whether it may be null. */
    public boolean nullable() {
        return nullable;
    }

    /** The collation it is compared by; empty when the catalog does not say. */
    public String collation() {
        return collation;
    }

    /** The description; empty without. */
    public String comment() {
        return comment;
    }

    /** What the dialect's catalog knows more of its type; empty when it said nothing of this class. */
    public <T> Optional<T> detail(Class<T> kind) {
        return kind.isInstance(detail) ? Optional.of(kind.cast(detail)) : Optional.empty();
    }

    @Override
    public String toString() {
        return table + "." + name + " " + nativeType;
    }
}
