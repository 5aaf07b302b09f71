package dev.taphouse.host.run;

import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.host.state.State;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The stream that the state names as being synced: of those that are read side by side, the one that was begun first,
 * with which the next run begins. Used by the engine's thread alone.
 */
final class Syncing {
    private final State state;
    private final Map<Split, String> open = new LinkedHashMap<>();

    Syncing(State state) {
        this.state = state;
    }

    /** A split is begun for the sake of a stream. */
    void begin(Split split, StreamRead first) {
        open.put(split, first.spec().name());
        tell();
    }

    /** A split was read to its end. */
    void end(Split split) {
        open.remove(split);
        tell();
    }

    private void tell() {
        open.values().stream().findFirst().ifPresent(state::currentlySyncing);
    }
}
