package dev.taphouse.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The type of a field. The host derives the JSON Schema from it and encodes values by it, so the two cannot disagree.
 *
 * <p>Immutable and compared by value. {@link Kind} may grow: a connector that switches over it keeps a default branch.
 */
public final class Type {
    /** True or false. */
    public static final Type BOOL = new Type(Kind.BOOL, 1);
    /** An integer of 16 bits, signed. */
    public static final Type INT16 = new Type(Kind.INTEGER, 16);
    /** An integer of 32 bits, signed. */
    public static final Type INT32 = new Type(Kind.INTEGER, 32);
    /** An integer of 64 bits, signed. */
    public static final Type INT64 = new Type(Kind.INTEGER, 64);
    /** An integer of any size. */
    public static final Type INTEGER = new Type(Kind.INTEGER, 0);
    /** A binary floating-point number of 32 bits. */
    public static final Type FLOAT32 = new Type(Kind.FLOAT, 32);
    /** A binary floating-point number of 64 bits. */
    public static final Type FLOAT64 = new Type(Kind.FLOAT, 64);
    /** An exact decimal of any precision and scale. */
    public static final Type DECIMAL = new Type(Kind.DECIMAL, 0);
    /** Text of any length. */
    public static final Type TEXT = new Type(Kind.TEXT, 0);
    /** Bytes. */
    public static final Type BYTES = new Type(Kind.BYTES, 0);
    /** A day of the calendar. */
    public static final Type DATE = new Type(Kind.DATE, 0);
    /** A time of day without a zone, up to microseconds. */
    public static final Type TIME = new Type(Kind.TIME, 0);
    /** A date and time without a zone, up to microseconds; emitted as if it were UTC. */
    public static final Type TIMESTAMP = new Type(Kind.TIMESTAMP, 0);
    /** A point in time, up to microseconds; emitted in UTC. */
    public static final Type INSTANT = new Type(Kind.INSTANT, 0);
    /** A UUID. */
    public static final Type UUID = new Type(Kind.UUID, 128);
    /** Any JSON value. */
    public static final Type JSON = new Type(Kind.JSON, 0);

    private final Kind kind;
    private final int bits;
    private final int precision;
    private final int scale;
    private final int maxLength;
    private final @Nullable Type element;
    private final List<Field> fields;

    private Type(Kind kind, int bits) {
        this(kind, bits, -1, -1, -1, null, List.of());
    }

    private Type(
            Kind kind, int bits, int precision, int scale, int maxLength, @Nullable Type element, List<Field> fields) {
        this.kind = kind;
        this.bits = bits;
        this.precision = precision;
        this.scale = scale;
        this.maxLength = maxLength;
        this.element = element;
        this.fields = fields;
    }

    /**
     * An exact decimal.
     *
     * @param precision how many digits in all, at least 1
     * @param scale how many of them after the point, from 0 to {@code precision}
     */
    public static Type decimal(int precision, int scale) {
        if (precision < 1 || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("decimal(" + precision + "," + scale
                    + ") does not exist: precision is at least 1, scale from 0 to precision");
        }
        return new Type(Kind.DECIMAL, 0, precision, scale, -1, null, List.of());
    }

    /**
     * Text of a limited length.
     *
     * @param maxLength in Unicode code points, at least 1
     */
    public static Type text(int maxLength) {
        if (maxLength < 1) {
            throw new IllegalArgumentException("text(" + maxLength + ") does not exist: the length is at least 1");
        }
        return new Type(Kind.TEXT, 0, -1, -1, maxLength, null, List.of());
    }

    /** A list; its elements may be null. */
    public static Type list(Type element) {
        return new Type(Kind.LIST, 0, -1, -1, -1, Objects.requireNonNull(element, "element is null"), List.of());
    }

    /**
     * An object with these fields, which may be missing; further names are kept. Without any field: any object.
     *
     * @throws IllegalArgumentException if two fields have one name
     */
    public static Type object(Field... fields) {
        return new Type(Kind.OBJECT, 0, -1, -1, -1, null, Field.distinct(Arrays.asList(fields), "object"));
    }

    /** The kind, without its parameters. */
    public Kind kind() {
        return kind;
    }

    /** The size of an INTEGER (16, 32, 64, or 0 for any) or FLOAT (32, 64). */
    public int bits() {
        return bits;
    }

    /** The digits of a DECIMAL in all; empty when unlimited. */
    public OptionalInt precision() {
        return optional(precision);
    }

    /** The digits of a DECIMAL after the point; empty when unlimited. */
    public OptionalInt scale() {
        return optional(scale);
    }

    /** The length of a TEXT in code points; empty when unlimited. */
    public OptionalInt maxLength() {
        return optional(maxLength);
    }

    /** The element type of a LIST. */
    public Optional<Type> element() {
        return Optional.ofNullable(element);
    }

    /** The fields of an OBJECT. */
    public List<Field> fields() {
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Type that
                && kind == that.kind
                && bits == that.bits
                && precision == that.precision
                && scale == that.scale
                && maxLength == that.maxLength
                && Objects.equals(element, that.element)
                && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, bits, precision, scale, maxLength, element, fields);
    }

    /** The type as code writes it, such as {@code decimal(10,2)} or {@code list(INT64)}. */
    @Override
    public String toString() {
        return switch (kind) {
            case INTEGER -> bits == 0 ? "INTEGER" : "INT" + bits;
            case FLOAT -> "FLOAT" + bits;
            case DECIMAL -> precision < 0 ? "DECIMAL" : "decimal(" + precision + "," + scale + ")";
            case TEXT -> maxLength < 0 ? "TEXT" : "text(" + maxLength + ")";
            case LIST -> "list(" + element + ")";
            case OBJECT ->
                "object(" + String.join(", ", fields.stream().map(Field::name).toList()) + ")";
            default -> kind.name();
        };
    }

    private static OptionalInt optional(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /** The kinds of types. */
    public enum Kind {
        /** {@link Type#BOOL}. */
        BOOL,
        /** {@link Type#INT16}, {@link Type#INT32}, {@link Type#INT64}, {@link Type#INTEGER}. */
        INTEGER,
        /** {@link Type#FLOAT32}, {@link Type#FLOAT64}. */
        FLOAT,
        /** {@link Type#DECIMAL}, {@link Type#decimal}. */
        DECIMAL,
        /** {@link Type#TEXT}, {@link Type#text}. */
        TEXT,
        /** {@link Type#BYTES}. */
        BYTES,
        /** {@link Type#DATE}. */
        DATE,
        /** {@link Type#TIME}. */
        TIME,
        /** {@link Type#TIMESTAMP}. */
        TIMESTAMP,
        /** {@link Type#INSTANT}. */
        INSTANT,
        /** {@link Type#UUID}. */
        UUID,
        /** {@link Type#JSON}. */
        JSON,
        /** {@link Type#list}. */
        LIST,
        /** {@link Type#object}. */
        OBJECT
    }
}
