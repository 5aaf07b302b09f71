package dev.taphouse.host.run;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lanes of a run. All starts are saved before the first row; lanes that are open are taken up as saved, whatever is
 * planned now; a stream whose lanes are all complete gets one position of them.
 */
final class Lanes {
    private final SourceSession session;
    private final State state;

    Lanes(SourceSession session, State state) {
        this.session = session;
        this.state = state;
    }

    /** The read from the position that its lanes merge to, when they are all complete; else as it was. */
    StreamRead merged(StreamRead read) throws Exception {
        String name = read.spec().name();
        Map<String, State.Lane> lanes = state.lanes(name);
        if (lanes.isEmpty() || !areComplete(name)) {
            return read;
        }
        Position position = Position.START;
        if (read.method() != StreamSpec.Method.FULL_TABLE) {
            position = session.merge(
                    read, lanes.values().stream().map(State.Lane::at).toList());
        }
        Position before = state.position(name);
        position = Ratchet.isBehind(read, before, position) ? before : position;
        state.position(name, position);
        state.closeLanes(name);
        return read.from(position);
    }

    /** Whether no lane of the stream is left to be read. */
    boolean areComplete(String stream) {
        return state.lanes(stream).values().stream().allMatch(State.Lane::done);
    }

    /** What is read: the plan, with lanes that are open in place of those planned for their streams. */
    List<Split> opened(List<Split> planned) {
        List<Split> splits = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (Split split : planned) {
            for (StreamRead read : split.streams()) {
                String name = read.spec().name();
                if (!taken.add(name) || state.lanes(name).isEmpty()) {
                    continue;
                }
                open.add(name);
                splits.addAll(saved(read));
            }
            planned(split, open).ifPresent(splits::add);
        }
        for (Split split : splits) {
            if (!split.lane().isEmpty()) {
                StreamRead read = split.stream();
                state.lane(read.spec().name(), split.lane(), new State.Lane(read.from(), false));
            }
        }
        return splits;
    }

    /** What of a planned split remains beside lanes that are open: for FULL_TABLE they are all there is to read. */
    private static Optional<Split> planned(Split split, Set<String> open) {
        if (!split.lane().isEmpty()) {
            return open.contains(split.stream().spec().name()) ? Optional.empty() : Optional.of(split);
        }
        List<StreamRead> reads = split.streams().stream()
                .filter(read -> read.method() != StreamSpec.Method.FULL_TABLE
                        || !open.contains(read.spec().name()))
                .toList();
        if (reads.isEmpty()) {
            return Optional.empty();
        }
        Split rest = Split.of(reads);
        return Optional.of(split.follow() ? rest.following() : rest);
    }

    private List<Split> saved(StreamRead read) {
        List<Split> splits = new ArrayList<>();
        state.lanes(read.spec().name()).forEach((lane, at) -> {
            if (!at.done()) {
                splits.add(Split.lane(lane, read.from(at.at())));
            }
        });
        return splits;
    }
}
