package dev.taphouse.host.run;

import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.log.Log;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How many rows are to be expected: counted where that is asked for, else what the source says of a full table. */
final class Expectation {
    private Expectation() {}

    static void of(SourceSession session, boolean counts, List<StreamRead> reads, Map<String, StreamRun> runs) {
        for (StreamRead read : reads) {
            StreamRun run = runs.get(read.spec().name());
            if (run != null && !run.isOver()) {
                (counts ? counted(session, read) : told(read)).ifPresent(run::expect);
            }
        }
    }

    /** Not to know is no reason to read nothing. */
    private static OptionalLong counted(SourceSession session, StreamRead read) {
        try {
            return session.count(read);
        } catch (Exception | LinkageError e) {
            Log.debug("stream '" + read.spec().name() + "' cannot be counted: " + e);
            return OptionalLong.empty();
        }
    }

    private static OptionalLong told(StreamRead read) {
        boolean whole =
                read.method() == StreamSpec.Method.FULL_TABLE && read.from().isStart();
        Object count = read.spec().metadata().get("row-count");
        return whole && count instanceof Number rows ? OptionalLong.of(rows.longValue()) : OptionalLong.empty();
    }
}
