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
 * The versions of FULL_TABLE streams: each complete pass has one, greater than those before, by which a target tells the
 * rows of the pass from older ones and deletes these. It is kept in the bookmark, so that a pass that was interrupted
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
     * Gives a stream a version, where it is read whole and by FULL_TABLE.
     *
     * @param read from where the state says
     * @param wished whether the user wants versions
     */
    void begin(StreamRead read, boolean wished) {
        String stream = read.spec().name();
        if (read.method() != StreamSpec.Method.FULL_TABLE) {
            return;
        }
        OptionalLong before = state.version(stream);
        boolean isInterrupted = !read.from().isStart() || !state.lanes(stream).isEmpty();
        if (isInterrupted) {
            resume(stream, before, wished);
        } else if (wished && isWhole(read)) {
            long now = clock.millis();
            long version = before.isPresent() ? Math.max(now, before.getAsLong() + 1) : now;
            versions.put(stream, version);
            state.version(stream, version);
            if (before.isEmpty()) {
                first.add(stream);
            }
        }
    }

    /** A pass has one version from its begin to its end, or none: else its own first rows would be deleted. */
    private void resume(String stream, OptionalLong before, boolean wished) {
        if (wished && before.isPresent()) {
            versions.put(stream, before.getAsLong());
        } else if (wished) {
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
