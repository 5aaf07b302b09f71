package dev.taphouse.postgresql.log;

import java.util.Map;

/**
 * Rows of a table as they are now, by key: the values that the log does not hold.
 *
 * @param fields the numbers of the fields that were read
 * @param rows the text of these fields, {@link #NULL} for NULL
 */
record Found(int[] fields, Map<String, byte[][]> rows) {
    /** Stands for NULL; an empty text is another array. */
    static final byte[] NULL = {};
}
