package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every row: by pages, else by primary key, else in any order, which cannot be resumed. */
final class FullTable implements ReadPlan {
    private final List<Phase> phases;

    private FullTable(List<Phase> phases) {
        this.phases = phases;
    }

    static ReadPlan of(Input input) throws SQLException {
        Position from = input.read().from();
        boolean byKey =
                from.entries().containsKey(Positions.LAST) && from.entries().containsKey(Positions.MAX);
        Optional<PagePlan> pages = byKey ? Optional.empty() : input.view().pages();
        if (pages.isPresent()) {
            PageMark mark = Positions.mark(input, pages.get());
            // what changed since a copy began, its log brings
            boolean begins = from.isStart() || input.planned() || isCopy(input.read());
            Position base = base(input.read());
            return new FullTable(
                    pages.get().phases(mark, begins, List.of(), at -> base.with(Positions.PAGES, at.entry())));
        }
        Optional<Keyset> key = input.view().primaryKey();
        return new FullTable(
                key.isEmpty() ? List.of(Phase.unordered(input.from(), List.of())) : byKey(input, key.get(), byKey));
    }

    /** What a position holds beside the place in the table: where the log of a copy begins. */
    static Position base(StreamRead read) {
        if (!isCopy(read)) {
            return Position.START;
        }
        Map<String, Object> kept = new LinkedHashMap<>(read.from().entries());
        kept.keySet().removeAll(Set.of(Positions.PAGES, Positions.LAST, Positions.MAX));
        return Position.of(kept);
    }

    private static boolean isCopy(StreamRead read) {
        return read.method() == StreamSpec.Method.LOG_BASED;
    }

    /** Up to the greatest key at the begin of the pass: rows that come later are the next pass's. */
    private static List<Phase> byKey(Input input, Keyset key, boolean resumed) throws SQLException {
        Optional<List<Object>> max = resumed
                ? Optional.of(known(input, key, Positions.MAX))
                : input.view().greatest(key, List.of());
        if (max.isEmpty()) {
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        if (resumed) {
            conditions.add(key.after(known(input, key, Positions.LAST)));
        }
        conditions.add(key.upTo(max.get()));
        Map<String, Object> bound = key.entry(max.get());
        Position base = base(input.read());
        return List.of(Phase.ordered(
                input.stream().from(input.dialect()),
                conditions,
                key,
                last -> base.with(Positions.LAST, key.entry(last)).with(Positions.MAX, bound)));
    }

    private static List<Object> known(Input input, Keyset key, String entry) {
        return key.values(input.read().from().entries().get(entry))
                .orElseThrow(() -> Positions.bad(
                        input.read().spec().name(),
                        "'" + entry + "' in the state does not hold the key "
                                + input.stream().table().key()));
    }

    @Override
    public List<Phase> phases() {
        return phases;
    }

    @Override
    public Optional<Position> begin() {
        return Optional.empty();
    }
}
