package dev.taphouse.postgresql.codec;

/**
 * Hears of parts of a value that became null because they cannot be represented: an element of an array, an attribute of
 * a composite. The rest of the value is copied.
 */
@FunctionalInterface
public interface PartLosses {

    /**
     * One part became null.
     *
     * @param field the number of the field in the writer, from 0
     * @param reason what could not be represented, without the value: as for a whole value
     */
    void lost(int field, String reason);
}
