package dev.taphouse.host.query;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a run is asked for, beside catalog and state.
 *
 * @param streams the only streams wanted, by id; empty for all
 * @param query the rows wanted of each
 * @param isTrial whether the run is only for a look, and no stream moves whatever is read
 */
public record Request(Set<String> streams, Query query, boolean isTrial) {
    /** Everything. */
    public static final Request ALL = new Request(Set.of(), Query.ALL, false);

    public Request {
        streams = Collections.unmodifiableSet(new LinkedHashSet<>(streams));
    }

    /** Whether a stream is among those wanted. */
    public boolean wants(String stream) {
        return streams.isEmpty() || streams.contains(stream);
    }

    /** The same for a look at so many rows of each stream, unless the query has a limit of its own. */
    public Request trial(long rows) {
        return new Request(streams, query.limitUnlessSet(rows), true);
    }
}
