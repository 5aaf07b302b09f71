package dev.taphouse.postgresql.codec;

import java.util.Objects;

/**
 * What the user and the database decide about values.
 *
 * @param arrays what array columns become
 * @param checkText whether text may be no UTF-8 and has to be looked at: when {@code server_encoding} is SQL_ASCII
 */
public record PgPolicy(Arrays arrays, boolean checkText) {
    /** Typed arrays, text that the server has checked. */
    public static final PgPolicy DEFAULT = new PgPolicy(Arrays.TYPED, false);

    /** A policy. */
    public PgPolicy {
        Objects.requireNonNull(arrays, "arrays is null");
    }

    /** What array columns become. */
    public enum Arrays {
        /** Lists as deep as the column declares; a value of other dimensions is lost. */
        TYPED,
        /** JSON, so that a value may have any dimensions. */
        JSON
    }
}
