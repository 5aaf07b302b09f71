package dev.taphouse.sql;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bound that a bookmark must not pass, since a transaction that is open may yet commit a row below the greatest
 * cursor there is. Immutable.
 */
public final class Cap {
    private final @Nullable Object below;
    private final String why;

    private Cap(@Nullable Object below, String why) {
        this.below = below;
        this.why = why;
    }

    /** Where every row that is committed later has a cursor of this value or more, in canonical form. */
    public static Cap below(Object canonical) {
        return new Cap(Objects.requireNonNull(canonical, "canonical is null"), "");
    }

    /**
     * Where no bound can be known.
     *
     * @param why shown to the user; empty where none is needed
     */
    public static Cap unknown(String why) {
        return new Cap(null, why);
    }

    /** The bound, exclusive. */
    public Optional<Object> bound() {
        return Optional.ofNullable(below);
    }

    /** Why there is none. */
    public String why() {
        return why;
    }
}
