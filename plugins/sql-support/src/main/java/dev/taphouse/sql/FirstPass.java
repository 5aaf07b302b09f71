package dev.taphouse.sql;

import dev.taphouse.api.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first pass of an incremental stream by pages: all rows, or those from a start date on. The bookmark it leads to
 * is known when it begins; what changes meanwhile is above it.
 */
final class FirstPass implements ReadPlan {
    private final List<Phase> phases;
    private final Position begin;

    private FirstPass(List<Phase> phases, Position begin) {
        this.phases = phases;
        this.begin = begin;
    }

    static ReadPlan of(ReadPlan.Input input, Cursors cursors, PagePlan pages) throws SQLException {
        Position from = input.read().from();
        boolean begins = !from.entries().containsKey(Positions.PAGES);
        Position base = begins ? base(input, cursors) : from;
        PageMark mark = Positions.mark(input, pages);
        List<Condition> conditions = new ArrayList<>();
        @Nullable Object start = cursors.bookmark(from);
        if (start != null) {
            conditions.add(cursors.keyset().from(start));
        }
        cursors.until().ifPresent(conditions::add);
        List<Phase> phases = new ArrayList<>(pages.phases(
                mark, begins || input.planned(), conditions, at -> base.with(Positions.PAGES, at.entry())));
        if (!phases.isEmpty() && mark.end() < 0) {
            int last = phases.size() - 1;
            phases.set(last, phases.get(last).done(none -> bookmark(cursors, base)));
        }
        return new FirstPass(phases, base.with(Positions.PAGES, mark.entry()));
    }

    /** The positions of a pass that begins, but for the pages: the start date, and the bookmark it leads to. */
    static Position base(ReadPlan.Input input, Cursors cursors) throws SQLException {
        @Nullable Object start = cursors.bookmark(input.read().from());
        Position base =
                start == null ? Position.of(Positions.CURSOR, cursors.name()) : Position.cursor(cursors.name(), start);
        return greatest(input, cursors)
                .map(until -> base.with(Positions.UNTIL, until))
                .orElse(base);
    }

    /**
     * The bookmark after the pass: it is known as ours by its key, which is empty, so rows with its cursor are read
     * again. Without a row that has a cursor it is where the pass began.
     */
    static Position bookmark(Cursors cursors, Position base) {
        Object until = base.entries().get(Positions.UNTIL);
        if (until != null) {
            return Position.cursor(cursors.name(), until).with(Positions.KEY, Map.of());
        }
        @Nullable Object start = cursors.bookmark(base);
        return start == null ? Position.of(Positions.CURSOR, cursors.name()) : Position.cursor(cursors.name(), start);
    }

    /** The greatest cursor there is below the cap. */
    private static Optional<Object> greatest(ReadPlan.Input input, Cursors cursors) throws SQLException {
        List<Condition> conditions = new ArrayList<>(cursors.notNull());
        input.cap().bound().map(cursors.keyset()::before).ifPresent(conditions::add);
        cursors.until().ifPresent(conditions::add);
        return input.view().greatest(cursors.leading(), conditions).map(values -> values.get(0));
    }

    @Override
    public List<Phase> phases() {
        return phases;
    }

    @Override
    public Optional<Position> begin() {
        return Optional.of(begin);
    }
}
