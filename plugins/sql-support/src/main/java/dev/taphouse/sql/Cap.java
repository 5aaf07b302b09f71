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
    private final @Nullable Object last;
    private final String lastIs;

    private Cap(@Nullable Object below, String why, @Nullable Object last, String lastIs) {
        this.below = below;
        this.why = why;
        this.last = last;
        this.lastIs = lastIs;
    }

    /** Where every row that is committed later has a cursor of this value or more, in canonical form. */
    public static Cap below(Object canonical) {
        return new Cap(Objects.requireNonNull(canonical, "canonical is null"), "", null, "");
    }

    /**
     * Where no bound can be known.
     *
     * @param why shown to the user; empty where none is needed
     */
    public static Cap unknown(String why) {
        return new Cap(null, why, null, "");
    }

    /**
     * The same, where no bookmark of ours can be beyond a value: one that is would hide rows that are yet to come.
     *
     * @param canonical the greatest value that a row which is written now can have
     * @param what what that value is, shown to the user
     */
    public Cap last(Object canonical, String what) {
        return new Cap(below, why, canonical, what);
    }

    /** The value that no bookmark can be beyond. */
    public Optional<Object> last() {
        return Optional.ofNullable(last);
    }

    /** What that value is. */
    public String lastIs() {
        return lastIs;
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
