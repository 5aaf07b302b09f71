package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.protocol.Tracked;
import dev.taphouse.host.state.CanonicalOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the cursor of an INCREMENTAL stream whose connector makes no checkpoints: row by row where rows come in its
 * order, which is verified, else the greatest once the pass is complete. A NULL is no bookmark, and a bookmark never
 * becomes smaller. Used by the reading thread alone.
 */
final class CursorTracker {
    private final StreamRead read;
    private final boolean ordered;
    private final Position base;
    private Object[] greatest = {};
    private Object[] last = {};

    private CursorTracker(StreamRead read, Position base) {
        this.read = read;
        this.base = base;
        this.ordered = read.spec().isOrdered();
    }

    /**
     * A tracker for the stream, where one is of use.
     *
     * @param lane whether the read is of a lane, whose position holds its other bounds too
     * @throws SourceException of kind CONFIG for a cursor whose order nobody knows
     */
    static Optional<CursorTracker> of(StreamRead read, boolean lane) {
        if (read.method() != StreamSpec.Method.INCREMENTAL || read.cursors().isEmpty()) {
            return Optional.empty();
        }
        for (String cursor : read.cursors()) {
            Type type = read.fields().get(read.indexOf(cursor)).type();
            if (!CanonicalOrder.isKnown(type.kind()) && !read.spec().isOrdered()) {
                throw new SourceException(
                                SourceException.Kind.CONFIG,
                                "stream '" + read.spec().name() + "': cursor '" + cursor + "' is " + type
                                        + " and the rows do not come in its order, so no bookmark can be taken")
                        .remedy("Choose a cursor that is a number or a time, or FULL_TABLE");
            }
        }
        return Optional.of(new CursorTracker(read, lane ? read.from() : Position.START));
    }

    /** The fields to track. */
    List<String> fields() {
        return read.cursors();
    }

    /** Whether a position may be taken between any two rows. */
    boolean isOrdered() {
        return ordered;
    }

    /** Takes the row written last. */
    void row(Tracked row) {
        Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = row.value(i);
            if (value == null) {
                return;
            }
            values[i] = value;
        }
        if (ordered && last.length > 0 && compare(row, values, last) < 0) {
            throw new SourceException(
                    SourceException.Kind.DATA,
                    "stream '" + read.spec().name() + "' says that its rows come in the order of " + read.cursors()
                            + ", but " + List.of(values) + " came after " + List.of(last));
        }
        last = values;
        if (greatest.length == 0 && !isAboveBookmark(row, values)) {
            return;
        }
        if (greatest.length == 0 || ordered || compare(row, values, greatest) > 0) {
            greatest = values;
        }
    }

    /** Where the rows so far lead; empty when they do not lead beyond where the read began. */
    @Nullable Position position() {
        if (greatest.length == 0) {
            return null;
        }
        Position position =
                base.with("replication_key", read.cursors().get(0)).with("replication_key_value", greatest[0]);
        Map<String, Object> others = new LinkedHashMap<>();
        for (int i = 1; i < greatest.length; i++) {
            others.put(read.cursors().get(i), greatest[i]);
        }
        return others.isEmpty() ? position : position.with("key", others);
    }

    private boolean isAboveBookmark(Tracked row, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            Optional<String> bookmark = read.from().cursor(row.name(i));
            if (bookmark.isEmpty() || !CanonicalOrder.isKnown(row.kind(i))) {
                return true;
            }
            int order = compareToBookmark(row, i, values[i], bookmark.get());
            if (order != 0) {
                return order > 0;
            }
        }
        return true;
    }

    private int compareToBookmark(Tracked row, int i, Object value, String bookmark) {
        try {
            return CanonicalOrder.compare(row.kind(i), value, bookmark);
        } catch (NumberFormatException e) {
            throw new SourceException(
                            SourceException.Kind.POSITION,
                            "stream '" + read.spec().name() + "': the bookmark of '" + row.name(i) + "' is '" + bookmark
                                    + "', which is not a number",
                            e)
                    .remedy("Remove the stream's bookmark from the state to read it from the start");
        }
    }

    private static int compare(Tracked row, Object[] a, Object[] b) {
        for (int i = 0; i < a.length; i++) {
            int order = CanonicalOrder.isKnown(row.kind(i)) ? CanonicalOrder.compare(row.kind(i), a[i], b[i]) : 0;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
