package dev.taphouse.host.run;

import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which split is read next: the first that need not wait. Lanes of one stream run beside each other; a split of whole
 * streams waits for what comes before it in any of them. Used by the engine's thread alone.
 */
final class Schedule {
    private final Deque<Split> waiting;
    private final Set<Split> running = new LinkedHashSet<>();

    Schedule(List<Split> planned) {
        this.waiting = new ArrayDeque<>(planned);
    }

    /** Takes a split that may be read now. */
    Optional<Split> next() {
        List<Split> before = new ArrayList<>(running);
        for (Iterator<Split> splits = waiting.iterator(); splits.hasNext(); ) {
            Split split = splits.next();
            if (before.stream().noneMatch(other -> isInTheWay(other, split))) {
                splits.remove();
                running.add(split);
                return Optional.of(split);
            }
            before.add(split);
        }
        return Optional.empty();
    }

    /** The split was read. */
    void done(Split split) {
        running.remove(split);
    }

    /** Nothing more is to be begun. */
    void close() {
        waiting.clear();
    }

    private static boolean isInTheWay(Split before, Split split) {
        boolean lanes = !before.lane().isEmpty() && !split.lane().isEmpty();
        if (lanes) {
            return false;
        }
        Set<String> names = names(before);
        names.retainAll(names(split));
        return !names.isEmpty();
    }

    private static Set<String> names(Split split) {
        Set<String> names = new HashSet<>();
        for (StreamRead read : split.streams()) {
            names.add(read.spec().name());
        }
        return names;
    }
}
