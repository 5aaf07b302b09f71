package dev.taphouse.postgresql.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as they are now, by key: the values that the log does not hold.
 *
 * @param fields the numbers of the fields that were read
 * @param rows the text of these fields, null for NULL
 */
record Found(int[] fields, Map<String, byte @Nullable [][]> rows) {}
