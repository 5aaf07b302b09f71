package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import java.util.Map;
import java.util.Optional;

/** The keys of positions, and what is said of those that no read can start from. */
final class Positions {
    /** The cursor's name and its value. */
    static final String CURSOR = "replication_key";

    static final String CURSOR_VALUE = "replication_key_value";

    /** The values of the order after the cursor; it is in every bookmark of ours. */
    static final String KEY = "key";

    /** The bookmark was taken below a cap, in mid-pass: no row that is committed later has its cursor. */
    static final String CAPPED = "capped";

    /** The last and the greatest primary key of a pass by key. */
    static final String LAST = "last_pk_fetched";

    static final String MAX = "max_pk_values";

    /** Where a pass by pages is; see {@link PageMark}. */
    static final String PAGES = "pages";

    /** The bookmark that a first pass by pages leads to. */
    static final String UNTIL = "until";

    private Positions() {}

    /** Whether a bookmark is of this connector, and not a start date or another tap's. */
    static boolean isOurs(Position position) {
        return position.entries().get(KEY) instanceof Map<?, ?>;
    }

    /** Where a pass by pages goes on, or begins. */
    static PageMark mark(ReadPlan.Input input, PagePlan pages) {
        Optional<PageMark> mark = PageMark.of(input.read().from());
        if (mark.isPresent() && !pages.knows(mark.get())) {
            throw bad(
                    input.read().spec().name(),
                    "its pass was begun in another database, or before this one was restored or failed over");
        }
        return mark.orElseGet(pages::begin);
    }

    /** A position that a read cannot start from. */
    static SourceException bad(String stream, String what) {
        return new SourceException(SourceException.Kind.POSITION, "stream '" + stream + "': " + what)
                .remedy("Remove the stream's bookmark from the state to read it again from the start.");
    }
}
