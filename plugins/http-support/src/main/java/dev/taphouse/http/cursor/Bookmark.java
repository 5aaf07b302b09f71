package dev.taphouse.http.cursor;

import dev.taphouse.api.Position;
import dev.taphouse.http.paging.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a stream was read by its cursor. In a position:
 *
 * <ul>
 *   <li>{@code replication_key}, {@code replication_key_value}: every record that had a smaller cursor when the pass
 *       began was read. A bookmark of another tap, or a start date, has these alone.
 *   <li>{@code seen}: a list of hexadecimal texts, which tell the records just before the bookmark that were read: the
 *       next pass drops them in its overlap. Always there in our own, maybe empty.
 *   <li>{@code window}: of a pass that goes by windows and is not through: the time before which all windows are.
 *   <li>{@code page}: of a list that is not through: an object of texts, the page to go on with. With it {@code
 *       page_start} and {@code page_end}, the window of that list, absent without a filter; {@code pass_until}, up to
 *       which time the pass counts as read; {@code pass_high}, the greatest cursor of it so far.
 *   <li>{@code first_pass}: true while the first pass, which has no filter, is not through, though its bookmark moves:
 *       records without a cursor are still to come.
 * </ul>
 *
 * Times are canonical UTC text.
 *
 * @param cursor how far; empty before the first pass is through
 * @param seen fingerprints of records just before it
 * @param ours whether we wrote it; else it is another tap's, or a start date
 * @param window before which time all windows are through
 * @param open the list to go on with
 * @param firstPass whether records without a cursor are still to come
 */
public record Bookmark(
        Optional<Instant> cursor,
        Set<Long> seen,
        boolean ours,
        Optional<Instant> window,
        Optional<OpenList> open,
        boolean firstPass) {

    /** Nothing was read. */
    public static final Bookmark NONE =
            new Bookmark(Optional.empty(), Set.of(), false, Optional.empty(), Optional.empty(), false);

    private static final String SEEN = "seen";
    private static final String WINDOW = "window";
    private static final String PAGE = "page";
    private static final String PAGE_START = "page_start";
    private static final String PAGE_END = "page_end";
    private static final String PASS_UNTIL = "pass_until";
    private static final String PASS_HIGH = "pass_high";
    private static final String FIRST_PASS = "first_pass";
    private static final int HEX = 16;

    /**
     * A list that is not through.
     *
     * @param page to go on with
     * @param window of the list
     * @param until up to which time its pass counts as read
     * @param high the greatest cursor so far
     */
    public record OpenList(Page page, Window window, Optional<Instant> until, Optional<Instant> high) {}

    /** Copies. */
    public Bookmark {
        seen = Set.copyOf(seen);
    }

    /** A pass that is through. */
    public static Bookmark at(Optional<Instant> cursor, Set<Long> seen) {
        return new Bookmark(cursor, seen, true, Optional.empty(), Optional.empty(), false);
    }

    /** The same, with windows to come from here on. */
    public Bookmark window(Instant from) {
        return new Bookmark(cursor, seen, true, Optional.of(from), Optional.empty(), false);
    }

    /** The same, in the midst of a list. */
    public Bookmark open(OpenList list) {
        return new Bookmark(cursor, seen, true, window, Optional.of(list), firstPass);
    }

    /** The same, with records without a cursor to come. */
    public Bookmark inFirstPass() {
        return new Bookmark(cursor, seen, true, window, open, true);
    }

    /**
     * Reads a position, of ours or of another tap.
     *
     * @throws dev.taphouse.api.SourceException of kind POSITION for a value that is none of the cursor's
     */
    public static Bookmark of(Position position, CursorField field) {
        Optional<Instant> cursor = field.bookmark(position);
        Set<Long> seen = new TreeSet<>();
        if (position.entries().get(SEEN) instanceof List<?> list) {
            list.forEach(each -> seen.add(Long.parseUnsignedLong(String.valueOf(each), HEX)));
        }
        boolean ours = position.entries().containsKey(SEEN);
        return new Bookmark(
                cursor,
                seen,
                ours,
                time(position, WINDOW),
                openIn(position),
                Boolean.TRUE.equals(position.entries().get(FIRST_PASS)));
    }

    /** The position. */
    public Position position(CursorField field) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("replication_key", field.name());
        cursor.ifPresent(at -> entries.put("replication_key_value", field.value(at)));
        entries.put(SEEN, seen.stream().sorted().map(Long::toHexString).toList());
        window.ifPresent(at -> entries.put(WINDOW, TimeFormat.canonical(at)));
        open.ifPresent(list -> {
            entries.put(PAGE, Map.copyOf(list.page().where()));
            list.window().start().ifPresent(at -> entries.put(PAGE_START, TimeFormat.canonical(at)));
            list.window().end().ifPresent(at -> entries.put(PAGE_END, TimeFormat.canonical(at)));
            list.until().ifPresent(at -> entries.put(PASS_UNTIL, TimeFormat.canonical(at)));
            list.high().ifPresent(at -> entries.put(PASS_HIGH, TimeFormat.canonical(at)));
        });
        if (firstPass) {
            entries.put(FIRST_PASS, true);
        }
        return Position.of(entries);
    }

    private static Optional<OpenList> openIn(Position position) {
        return page(position)
                .map(page -> new OpenList(
                        page,
                        new Window(time(position, PAGE_START), time(position, PAGE_END)),
                        time(position, PASS_UNTIL),
                        time(position, PASS_HIGH)));
    }

    /** The page in a position of any stream; empty without. */
    public static Optional<Page> page(Position position) {
        if (!(position.entries().get(PAGE) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, String> where = new LinkedHashMap<>();
        map.forEach((name, value) -> where.put(String.valueOf(name), String.valueOf(value)));
        return Optional.of(new Page(where));
    }

    /** The position of a full table in the midst of its list. */
    public static Position of(Page page) {
        return Position.of(PAGE, Map.copyOf(page.where()));
    }

    private static Optional<Instant> time(Position position, String key) {
        return position.text(key).map(TimeFormat.ISO::parse);
    }
}
