package dev.taphouse.sql;

import dev.taphouse.api.Position;
import dev.taphouse.sql.Pages.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pass over a table in the order in which it lies on disk: a query for each so many pages, a position after each.
 *
 * <p>A pass that goes on with another snapshot than it began with would miss rows that were moved meanwhile from pages
 * not yet read to pages that are through. It therefore begins with the rows that changed since, wherever they are now.
 */
final class PagePlan {
    /** How many queries a lane is made of, at least: smaller ones are not worth their part of the state. */
    private static final long QUERIES_PER_LANE = 4;

    /** How many queries a pass is made of, at most. */
    private static final long QUERIES = 10_000;

    private final String table;
    private final Pages pages;
    private final Optional<Snapshots> snapshots;
    private final List<Extent> extents;
    private final String mark;
    private final long step;

    /**
     * A plan.
     *
     * @param table as SQL writes it
     * @param extents its files, at least one
     * @param mark what the transaction sees; empty where the database has no marks
     * @param finer by how much the steps are smaller than usual, at least 1
     */
    PagePlan(String table, Pages pages, Optional<Snapshots> snapshots, List<Extent> extents, String mark, long finer) {
        this.table = table;
        this.pages = pages;
        this.snapshots = snapshots;
        this.extents = extents;
        this.mark = mark;
        long all = extents.stream().mapToLong(Extent::pages).sum();
        this.step = Math.max(1, Math.max(pages.step(), all / QUERIES) / finer);
    }

    /** The mark of a pass that begins. */
    PageMark begin() {
        Extent first = extents.get(0);
        return new PageMark(first.id(), first.version(), 0, -1, mark);
    }

    /** As many parts of the pass, of about the same size; one where the table has several files. */
    List<PageMark> lanes(int wished) {
        Extent only = extents.get(0);
        long lanes = extents.size() > 1
                ? 1
                : Math.max(1, Math.min(wished, only.pages() / (pages.step() * QUERIES_PER_LANE)));
        if (lanes == 1) {
            return List.of(begin());
        }
        List<PageMark> marks = new ArrayList<>();
        for (long lane = 0; lane < lanes; lane++) {
            marks.add(new PageMark(
                    only.id(), only.version(), only.pages() * lane / lanes, only.pages() * (lane + 1) / lanes, mark));
        }
        return marks;
    }

    /** Whether a mark is of this database, and of its history up to now. */
    boolean knows(PageMark from) {
        return snapshots.isEmpty()
                || from.snapshot().isEmpty()
                || snapshots.get().isOfOneHistory(from.snapshot(), mark);
    }

    /**
     * The queries from a mark on.
     *
     * @param sameSnapshot whether the transaction sees what the mark's saw
     * @param conditions which rows
     * @param position makes the position that holds a mark
     * @throws IllegalArgumentException if the snapshot's mark is none
     */
    List<Phase> phases(
            PageMark from, boolean sameSnapshot, List<Condition> conditions, Function<PageMark, Position> position) {
        List<Phase> phases = new ArrayList<>();
        @Nullable Extent current = extent(from);
        // the only file of a table may be another one by now; of several, one that is gone was dropped with its rows
        boolean rewritten = current == null ? extents.size() == 1 : current.version() != from.version();
        // of a file that is read from its start again nothing can be missed, but of the others of the table
        boolean whole = rewritten && extents.size() == 1;
        if (!sameSnapshot && !whole && !from.snapshot().isEmpty()) {
            snapshots.ifPresent(known -> phases.add(changed(known.changedSince(from.snapshot()), from, conditions)));
        }
        for (Extent extent : extents) {
            boolean here = extent == current && !rewritten;
            if (whole || extent.id() >= from.file()) {
                long end = here && from.end() >= 0 ? Math.min(from.end(), extent.pages()) : extent.pages();
                add(phases, extent, here ? from.next() : 0, end, from, conditions, position);
            }
        }
        return phases;
    }

    private void add(
            List<Phase> phases,
            Extent extent,
            long first,
            long end,
            PageMark from,
            List<Condition> conditions,
            Function<PageMark, Position> position) {
        for (long page = first; page < end; page += step) {
            long next = Math.min(page + step, end);
            PageMark after = new PageMark(extent.id(), extent.version(), next, from.end(), mark);
            phases.add(Phase.until(extent.from(), with(conditions, pages.within(page, next)), position.apply(after)));
        }
    }

    private Phase changed(String changed, PageMark from, List<Condition> conditions) {
        List<Condition> all = with(conditions, changed);
        if (extents.size() > 1) {
            return Phase.unordered(table, all);
        }
        long end = from.end() >= 0 ? from.end() : Long.MAX_VALUE;
        return Phase.unordered(extents.get(0).from(), with(all, "NOT (" + pages.within(from.next(), end) + ")"));
    }

    private @Nullable Extent extent(PageMark from) {
        return extents.stream()
                .filter(extent -> extent.id() == from.file())
                .findFirst()
                .orElse(null);
    }

    private static List<Condition> with(List<Condition> conditions, String more) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(Condition.of(more));
        return all;
    }
}
