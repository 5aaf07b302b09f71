package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.cursor.Incremental;
import java.time.Instant;
import java.util.Optional;

/** Where a pass by a cursor begins, and whether it is filtered there. */
final class PassStart {

    private PassStart() {}

    /** The bookmark; a start date, which the host gives in the same form, is none. */
    static Bookmark bookmark(Bookmark given, Optional<Instant> startDate) {
        boolean startOnly = !given.ours()
                && given.cursor().isPresent()
                && startDate.filter(date -> !given.cursor().get().isAfter(date)).isPresent();
        return startOnly ? Bookmark.NONE : given;
    }

    /** Records before it are left out. */
    static Optional<Instant> lower(Bookmark from, Incremental how, Optional<Instant> startDate) {
        return from.cursor()
                .map(at -> at.minus(how.overlap()))
                .or(() -> startDate.filter(date -> how.recordFormat().isTime()));
    }

    /** Whether the requests of the pass have a filter. */
    static boolean isFiltered(HttpStream stream, Incremental how, Bookmark from, Optional<Instant> lower) {
        boolean first =
                from.firstPass() || from.cursor().isEmpty() && from.window().isEmpty();
        if (!stream.canFilter()) {
            return false;
        }
        if (stream.needsWindow() && lower.isEmpty()) {
            throw new SourceException(
                            SourceException.Kind.CONFIG,
                            "stream '" + stream.name() + "' is asked for from a time on, and there is none yet")
                    .remedy("Set 'start_date'.");
        }
        if (first && how.isUnfilteredFirst() && !stream.needsWindow()) {
            return false;
        }
        return lower.isPresent() || how.maxResults().isPresent();
    }
}
