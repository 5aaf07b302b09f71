package dev.taphouse.postgresql.codec;

import java.util.Objects;

/**
 * An attribute of a composite type.
 *
 * @param name {@code attname}
 * @param type with the attribute's typmod, dimensions and collation
 */
public record PgAttribute(String name, PgType type) {

    /** An attribute. */
    public PgAttribute {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(type, "type is null");
    }
}
