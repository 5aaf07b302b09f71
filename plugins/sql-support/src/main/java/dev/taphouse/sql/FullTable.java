package dev.taphouse.sql;

import dev.taphouse.api.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            boolean begins = from.isStart() || input.planned();
            return new FullTable(pages.get().phases(mark, begins, List.of(), FullTable::position));
        }
        Optional<Keyset> key = input.view().primaryKey();
        return new FullTable(
                key.isEmpty() ? List.of(Phase.unordered(input.from(), List.of())) : byKey(input, key.get(), byKey));
    }

    /** The position of a pass by pages. */
    static Position position(PageMark mark) {
        return Position.of(Positions.PAGES, mark.entry());
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
        return List.of(Phase.ordered(
                input.stream().from(input.dialect()),
                conditions,
                key,
                last -> Position.of(Positions.LAST, key.entry(last)).with(Positions.MAX, bound)));
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
