package dev.taphouse.http.record;

import java.util.Set;

/**
 * What to note of a body besides its records.
 *
 * @param values paths of scalars outside the records, such as {@code meta.next}
 * @param last paths of scalars in the last record, such as {@code id}
 */
public record Wanted(Set<String> values, Set<String> last) {

    /** Nothing. */
    public static final Wanted NOTHING = new Wanted(Set.of(), Set.of());

    /** Copies. */
    public Wanted {
        values = Set.copyOf(values);
        last = Set.copyOf(last);
    }
}
