package dev.taphouse.sql;

import dev.taphouse.api.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows from a bookmark on, in the order of cursor and key.
 *
 * <p>The bookmark stays below the {@link Cap}: rows at or above it are read at the end of the pass, without a position,
 * and again in the next one.
 */
final class Incremental implements ReadPlan {
    private final Input input;
    private final Cursors cursors;
    private final Keyset order;
    private final Optional<Keyset> primaryKey;
    private final Position from;

    private Incremental(Input input, Cursors cursors) throws SQLException {
        this.input = input;
        this.cursors = cursors;
        this.primaryKey = input.view().primaryKey();
        this.order = primaryKey.map(cursors.keyset()::then).orElse(cursors.keyset());
        this.from = input.read().from();
    }

    static ReadPlan of(Input input) throws SQLException {
        Cursors cursors = Cursors.of(input.stream(), input.read(), input.dialect());
        Position from = input.read().from();
        cursors.requireReached(from, input.cap());
        if (from.entries().containsKey(Positions.PAGES) || !Positions.isOurs(from)) {
            Optional<PagePlan> pages = input.view().pages();
            if (pages.isPresent()) {
                return FirstPass.of(input, cursors, pages.get());
            }
        }
        return new Incremental(input, cursors);
    }

    @Override
    public Optional<Position> begin() {
        return input.cap().bound().map(bound -> from.isStart() ? Position.of(Positions.CURSOR, cursors.name()) : from);
    }

    @Override
    public List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        List<Condition> wanted = new ArrayList<>(cursors.notNull());
        cursors.until().ifPresent(wanted::add);
        @Nullable Object bookmark = cursors.bookmark(from);
        if (bookmark != null) {
            wanted.add(start(bookmark));
        } else if (cursors.isNullable()) {
            phases.add(withoutCursor());
        }
        List<Condition> settled = new ArrayList<>(wanted);
        input.cap().bound().map(cursors.keyset()::before).ifPresent(settled::add);
        phases.add(Phase.ordered(
                        input.from(),
                        settled,
                        order,
                        last -> input.cap().bound().isPresent()
                                ? position(last).with(Positions.CAPPED, true)
                                : position(last))
                .done(this::position));
        input.cap().bound().ifPresent(bound -> {
            List<Condition> open = new ArrayList<>(wanted);
            open.add(cursors.keyset().from(bound));
            phases.add(Phase.unordered(input.from(), open));
        });
        return phases;
    }

    /** The row of the bookmark may be gone, but so may the database that it was in. */
    @Override
    public Optional<String> doubt() throws SQLException {
        @Nullable Object bookmark = cursors.bookmark(from);
        if (bookmark == null || input.read().until().isPresent()) {
            return Optional.empty();
        }
        List<Condition> any = cursors.notNull();
        List<Condition> later = new ArrayList<>(any);
        later.add(cursors.keyset().from(bookmark));
        boolean behind = input.view().greatest(cursors.leading(), later).isEmpty()
                && input.view().greatest(cursors.leading(), any).isPresent();
        return behind
                ? Optional.of(
                        "all rows are below the bookmark; if the database was restored or is another one, those up to"
                                + " the bookmark will not be read: set it back, or remove it from the state")
                : Optional.empty();
    }

    /** Rows whose cursor is NULL have no place in its order: they are read before it, in the order of the key. */
    private Phase withoutCursor() {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(cursors.isNull());
        if (primaryKey.isEmpty()) {
            return Phase.unordered(input.from(), conditions);
        }
        Keyset key = primaryKey.get();
        Map<String, Object> entries = from.entries();
        if (entries.containsKey(Positions.LAST) && cursors.name().equals(entries.get(Positions.CURSOR))) {
            conditions.add(key.after(key.values(entries.get(Positions.LAST))
                    .orElseThrow(() -> Positions.bad(
                            input.read().spec().name(),
                            "'" + Positions.LAST + "' in the state does not hold the key "
                                    + input.stream().table().key()))));
        }
        Position begun = Position.of(Positions.CURSOR, cursors.name());
        return Phase.ordered(input.from(), conditions, key, last -> begun.with(Positions.LAST, key.entry(last)));
    }

    /** The key is there even where it is the cursor: a bookmark without one is another tap's, or a start date. */
    private Position position(List<Object> last) {
        Keyset.Part cursor = order.parts().get(0);
        Map<String, Object> key = new LinkedHashMap<>();
        if (primaryKey.isPresent() && primaryKey.get().parts().contains(cursor)) {
            key.put(cursor.column(), last.get(0));
        }
        for (int i = 1; i < last.size(); i++) {
            key.put(order.parts().get(i).column(), last.get(i));
        }
        Position position = Position.cursor(cursor.column(), last.get(0));
        boolean told = !key.isEmpty() || input.dialect().pages().isPresent();
        return told ? position.with(Positions.KEY, key) : position;
    }

    /**
     * From the bookmark's cursor on, which is included: a row that was committed since may have the same cursor and any
     * key, and a comparison of both would pass over it. The read goes on after the bookmark where there is no such row:
     * where the cursor is the whole primary key, and where the bookmark was taken below a cap in mid-pass.
     */
    private Condition start(Object bookmark) {
        Object key = from.entries().get(Positions.KEY);
        if (Boolean.TRUE.equals(from.entries().get(Positions.CAPPED)) && key instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            order.parts()
                    .forEach(part -> Optional.ofNullable(map.get(part.column()))
                            .ifPresent(value -> values.put(part.column(), value)));
            values.put(cursors.name(), bookmark);
            Optional<List<Object>> last = order.values(values);
            if (last.isPresent()) {
                return order.after(last.get());
            }
        }
        boolean wholeKey = key instanceof Map<?, ?> map
                && map.containsKey(cursors.name())
                && primaryKey.isPresent()
                && primaryKey.get().parts().equals(cursors.keyset().parts().subList(0, 1));
        return wholeKey
                ? primaryKey.orElseThrow().after(List.of(bookmark))
                : cursors.keyset().from(cursors.lookBack(bookmark, input.lookBack()));
    }
}
