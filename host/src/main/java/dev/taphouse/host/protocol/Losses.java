package dev.taphouse.host.protocol;

import dev.taphouse.api.SourceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of values that could not be taken as they were: the misfits of one stream as exceptions, its substitutions
 * as counts. Used by one thread at a time.
 */
public final class Losses {
    private static final int SHOWN = 80;
    private static final String REJECTED = "row rejected: ";

    private final String stream;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** Nothing was lost yet. */
    public Losses(String stream) {
        this.stream = stream;
    }

    /** Counts a value that became null, or lost a part, for this reason. */
    void add(Column column, String reason) {
        counts.merge(column.path + ": " + reason, 1L, Long::sum);
    }

    /** Writes null for a value that cannot be represented, and counts it. */
    void nothing(Column column, String reason, RowBuffer out) {
        if (!column.nullable) {
            throw misfit(column, reason, "cannot be represented and the field takes no null");
        }
        add(column, reason);
        out.ascii("null");
    }

    /** Counts a row that was rejected. */
    void rejected(String reason) {
        counts.merge(REJECTED + reason, 1L, Long::sum);
    }

    /** Whether an entry of {@link #counts} is of whole rows. */
    public static boolean isRejection(String what) {
        return what.startsWith(REJECTED);
    }

    /** The counts by {@code field: reason}, in the order of their first appearance. */
    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** The exception for a value that does not fit its field. */
    SourceException misfit(Column column, @Nullable Object value, String why) {
        return new SourceException(
                        SourceException.Kind.DATA,
                        "stream '" + stream + "', field '" + column.path + "' (" + column.type
                                + (column.nullable ? "" : ", not null") + "): value " + shown(value) + " " + why)
                .remedy("Correct the value at the source, or give the field a type that holds it");
    }

    /** The exception for a row that cannot be read at all. */
    SourceException unreadable(String why) {
        return new SourceException(SourceException.Kind.DATA, "stream '" + stream + "': " + why);
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "of " + bytes.length + " bytes";
        }
        String text = String.valueOf(value);
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return value instanceof CharSequence ? "'" + cut.replaceAll("\\R", "\u23ce") + "'" : cut;
    }
}
