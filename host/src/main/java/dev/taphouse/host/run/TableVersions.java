package dev.taphouse.host.run;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.State;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions of FULL_TABLE and LOG_BASED streams: each complete pass has one, greater than those before, by which a target
 * tells the rows of the pass from older ones and deletes these; so has a log from its first copy on, and a greater one each
 * time that its table was truncated. It is kept in the bookmark, so that a pass that was interrupted
 * goes on under its version. Thread-safe.
 */
final class TableVersions {
    private final State state;
    private final Clock clock;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final Set<String> first = ConcurrentHashMap.newKeySet();

    TableVersions(State state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /**
     * Gives a stream a version, where it is read whole and by FULL_TABLE or LOG_BASED.
     *
     * @param read from where the state says
     * @param wished whether the user wants versions
     */
    void begin(StreamRead read, boolean wished) {
        String stream = read.spec().name();
        if (read.method() == StreamSpec.Method.INCREMENTAL) {
            return;
        }
        OptionalLong before = state.version(stream);
        boolean isInterrupted = !read.from().isStart() || !state.lanes(stream).isEmpty();
        if (isInterrupted) {
            resume(read, before, wished);
        } else if (wished && isWhole(read)) {
            next(stream, before);
            if (before.isEmpty()) {
                first.add(stream);
            }
        }
    }

    /** A greater version for what comes from here on; empty for a stream without. */
    OptionalLong renew(String stream) {
        OptionalLong before = of(stream);
        if (before.isPresent()) {
            next(stream, before);
        }
        return of(stream);
    }

    private void next(String stream, OptionalLong before) {
        long now = clock.millis();
        long version = before.isPresent() ? Math.max(now, before.getAsLong() + 1) : now;
        versions.put(stream, version);
        state.version(stream, version);
    }

    /** A pass has one version from its begin to its end, or none: else its own first rows would be deleted. */
    private void resume(StreamRead read, OptionalLong before, boolean wished) {
        String stream = read.spec().name();
        if (wished && before.isPresent()) {
            versions.put(stream, before.getAsLong());
        } else if (wished && read.method() == StreamSpec.Method.FULL_TABLE) {
            Log.info("stream '" + stream + "': its interrupted pass began without a version, so none is activated;"
                    + " the next pass has one");
        } else if (before.isPresent()) {
            state.version(stream, null);
        }
    }

    private static boolean isWhole(StreamRead read) {
        return read.limit().isEmpty() && read.until().isEmpty() && read.query().isEmpty();
    }

    /** The version of the pass; empty without one. */
    OptionalLong of(String stream) {
        Long version = versions.get(stream);
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Whether the stream was never loaded before; true once. */
    boolean takeFirst(String stream) {
        return first.remove(stream);
    }
}
