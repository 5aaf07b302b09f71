package dev.taphouse.http.record;

import java.util.Map;

/**
 * What a body held besides its records.
 *
 * @param records how many there were
 * @param values the scalars at the paths that were asked for, as plain text; absent and null ones are left out
 * @param fingerprint of the first and the last record, for telling pages apart; 0 without records
 * @param last the scalars of the last record at the paths that were asked for, as plain text
 */
public record Body(long records, Map<String, String> values, long fingerprint, Map<String, String> last) {}
