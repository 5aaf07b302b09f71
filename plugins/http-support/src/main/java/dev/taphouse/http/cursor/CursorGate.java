package dev.taphouse.http.cursor;

import dev.taphouse.api.SourceException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which records of a pass are pushed, and how far its bookmark may move: never above the server's time at its
 * start less the lag, and never because nothing came. For one thread.
 */
public final class CursorGate {
    private final CursorField field;
    private final Incremental how;
    private final Optional<Instant> lower;
    private final Optional<Instant> old;
    private final Set<Long> seen;
    private final Optional<Instant> until;
    private final Overlap overlap;
    private @Nullable Instant cap;
    private boolean capped;
    private @Nullable Instant high;
    private @Nullable Instant last;
    private @Nullable Instant lastOfPages;
    private boolean ascending;
    private boolean pageBelow;
    private boolean pageDated;
    private long withoutCursor;
    private long repeats;

    /**
     * A gate for one pass.
     *
     * @param lower records before it are left out; empty for none
     * @param from the bookmark, whose records are dropped when they come again
     * @param until records from here on are left out; empty for none
     */
    public CursorGate(
            CursorField field, Incremental how, Optional<Instant> lower, Bookmark from, Optional<Instant> until) {
        this.field = field;
        this.how = how;
        this.lower = lower;
        this.old = from.cursor();
        this.seen = from.seen();
        this.until = until;
        this.overlap = new Overlap(how.overlap());
        this.high = from.open().flatMap(Bookmark.OpenList::high).orElse(null);
    }

    /**
     * Says when the server answered first in this pass; later calls are ignored.
     *
     * @param serverTime empty when it does not say
     */
    public void begun(Optional<Instant> serverTime) {
        if (!capped) {
            cap = field.format().isTime()
                    ? serverTime.map(now -> now.minus(how.lag())).orElse(null)
                    : null;
            capped = true;
        }
    }

    /** Goes on with a pass that began earlier, and whose cap holds. */
    public void resumed(Optional<Instant> until) {
        cap = until.orElse(null);
        capped = true;
    }

    /** Up to which time this pass counts as read. */
    public Optional<Instant> cap() {
        return Optional.ofNullable(cap);
    }

    /** A list begins. */
    public void list(Order order) {
        ascending = order == Order.ASCENDING;
        lastOfPages = null;
    }

    /** A page begins, maybe again. */
    public void page() {
        last = lastOfPages;
        pageBelow = true;
        pageDated = false;
    }

    /** The page is whole. */
    public void paged() {
        lastOfPages = last;
    }

    /** Whether the page had dated records, and all of them were before the start. */
    public boolean wasBelow() {
        return pageDated && pageBelow;
    }

    /**
     * Whether to push a record.
     *
     * @param text its cursor; empty without
     * @param fingerprint tells its key and version
     */
    public boolean passes(Optional<String> text, LongSupplier fingerprint) {
        if (text.isEmpty()) {
            withoutCursor++;
            return true;
        }
        Instant at = field.parse(text.get());
        pageDated = true;
        inOrder(at, text.get());
        if (lower.isPresent() && at.isBefore(lower.get())) {
            return false;
        }
        pageBelow = false;
        if (until.isPresent() && !at.isBefore(until.get())) {
            return false;
        }
        return isNew(at, fingerprint.getAsLong());
    }

    private boolean isNew(Instant at, long fingerprint) {
        if (cap == null || !at.isAfter(cap)) {
            high = high == null || at.isAfter(high) ? at : high;
            overlap.add(at, fingerprint);
        }
        return !isRepeat(at, fingerprint);
    }

    private boolean isRepeat(Instant at, long fingerprint) {
        boolean repeat = old.isPresent() && !at.isAfter(old.get()) && seen.contains(fingerprint);
        repeats += repeat ? 1 : 0;
        return repeat;
    }

    /**
     * Whether to push a delete that is told apart from the records: it moves no bookmark.
     *
     * @param at when it was
     * @param fingerprint tells which
     */
    public boolean passesDeletion(Instant at, long fingerprint) {
        if (lower.filter(at::isBefore).isPresent() || cap != null && at.isAfter(cap)) {
            return false;
        }
        overlap.add(at, fingerprint);
        return !isRepeat(at, fingerprint);
    }

    /** Where the pass begins; empty for the very start. */
    public Optional<Instant> lower() {
        return lower;
    }

    private void inOrder(Instant at, String text) {
        if (ascending && last != null && at.isBefore(last)) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "stream '" + field.stream() + "': a record with '" + field.name() + "' " + text
                                    + " comes after one with " + TimeFormat.canonical(last)
                                    + ", though its order is said to be ascending")
                    .remedy("Ask the API for that sort, or set 'order' of 'incremental' to none.");
        }
        last = at;
    }

    /** The next record may come before the last one: the list was gone back in. */
    public void back() {
        lastOfPages = null;
    }

    /**
     * How far the stream is read when everything up to here was pushed in the order of the cursor, or all of it.
     *
     * @param limit the end of what was asked for; empty for all
     */
    public Bookmark bookmark(Optional<Instant> limit) {
        Optional<Instant> now = settled().map(at -> limit.filter(at::isAfter).orElse(at));
        if (now.isEmpty() || old.isPresent() && !now.get().isAfter(old.get())) {
            Set<Long> both = new TreeSet<>(old.map(overlap::before).orElse(Set.of()));
            seen.stream().limit(Math.max(0, Overlap.MOST - both.size())).forEach(both::add);
            return Bookmark.at(old.or(() -> now), both);
        }
        return Bookmark.at(now, overlap.before(now.get()));
    }

    /** The greatest cursor so far that is not above the cap. */
    public Optional<Instant> high() {
        return Optional.ofNullable(high);
    }

    /** Without the server's time, the greatest cursor less the lag. */
    private Optional<Instant> settled() {
        return high().map(at -> cap == null ? at.minus(how.lag()) : at);
    }

    /** How many records had no cursor. */
    public long withoutCursor() {
        return withoutCursor;
    }

    /** How many were dropped because they came again. */
    public long repeats() {
        return repeats;
    }
}
