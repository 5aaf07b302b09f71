package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import java.util.EnumSet;
import java.util.Set;

/** A page out of a bookmark, which the API may have forgotten. */
final class KeptPage {
    private static final Set<SourceException.Kind> FORGOTTEN = EnumSet.of(
            SourceException.Kind.DATA,
            SourceException.Kind.ABSENT,
            SourceException.Kind.CONFIG,
            SourceException.Kind.POSITION);

    private KeptPage() {}

    /** Says that the list is read from its start, when it was the kept page that failed; else throws. */
    static void restart(Reading reading, HttpStream stream, SourceException why, boolean came) {
        if (came || !FORGOTTEN.contains(why.kind())) {
            throw why;
        }
        reading.context()
                .log()
                .log(
                        System.Logger.Level.WARNING,
                        "stream '" + stream.name() + "': the page in the bookmark is not to be had any more ("
                                + why.getMessage() + "); its list is read from the start");
    }
}
