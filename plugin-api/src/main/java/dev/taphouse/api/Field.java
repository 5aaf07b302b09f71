package dev.taphouse.api;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field of a stream or of an object: a name, a type, and what is known about it. Immutable, compared by value. */
public final class Field {
    private final String name;
    private final Type type;
    private final boolean nullable;
    private final boolean automatic;
    private final @Nullable String unsupported;
    private final @Nullable String nativeType;
    private final @Nullable String comment;

    private Field(
            String name,
            Type type,
            boolean nullable,
            boolean automatic,
            @Nullable String unsupported,
            @Nullable String nativeType,
            @Nullable String comment) {
        this.name = name;
        this.type = type;
        this.nullable = nullable;
        this.automatic = automatic;
        this.unsupported = unsupported;
        this.nativeType = nativeType;
        this.comment = comment;
    }

    /**
     * A field that may be null and that the user may select.
     *
     * @param name as in the source, not empty
     */
    public static Field of(String name, Type type) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a field has an empty name");
        }
        return new Field(name, Objects.requireNonNull(type, "type is null"), true, false, null, null, null);
    }

    /** The same, never null. */
    public Field notNull() {
        return new Field(name, type, false, automatic, unsupported, nativeType, comment);
    }

    /** The same, always emitted: the user cannot deselect it. Keys and cursors are so without being told. */
    public Field automatic() {
        return new Field(name, type, nullable, true, unsupported, nativeType, comment);
    }

    /**
     * The same, known but never emitted.
     *
     * @param why shown to the user
     */
    public Field unsupported(String why) {
        return new Field(
                name, type, nullable, automatic, Objects.requireNonNull(why, "why is null"), nativeType, comment);
    }

    /** The same with the source's own name of the type, such as {@code numeric(10,2)}. */
    public Field nativeType(String text) {
        return new Field(
                name, type, nullable, automatic, unsupported, Objects.requireNonNull(text, "text is null"), comment);
    }

    /** The same with a description. */
    public Field comment(String text) {
        return new Field(
                name, type, nullable, automatic, unsupported, nativeType, Objects.requireNonNull(text, "text is null"));
    }

    /** The name, as in the source. */
    public String name() {
        return name;
    }

    /** The type. */
    public Type type() {
        return type;
    }

    /** Whether it may be null. */
    public boolean nullable() {
        return nullable;
    }

    /** Whether it is always emitted. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** Why it is never emitted; empty for a field that can be. */
    public Optional<String> unsupportedReason() {
        return Optional.ofNullable(unsupported);
    }

    /** The source's own name of the type. */
    public Optional<String> nativeType() {
        return Optional.ofNullable(nativeType);
    }

    /** The description. */
    public Optional<String> comment() {
        return Optional.ofNullable(comment);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field that
                && name.equals(that.name)
                && type.equals(that.type)
                && nullable == that.nullable
                && automatic == that.automatic
                && Objects.equals(unsupported, that.unsupported)
                && Objects.equals(nativeType, that.nativeType)
                && Objects.equals(comment, that.comment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, nullable, automatic, unsupported, nativeType, comment);
    }

    @Override
    public String toString() {
        return name + " " + type + (nullable ? "" : " not null");
    }

    static List<Field> distinct(List<Field> fields, String where) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name)) {
                throw new IllegalArgumentException(where + " has two fields named '" + field.name + "'");
            }
        }
        return List.copyOf(fields);
    }
}
