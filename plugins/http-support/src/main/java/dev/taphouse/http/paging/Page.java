package dev.taphouse.http.paging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which page of a list: what is laid over the first request of the list to ask for it. Immutable, and small enough to be
 * kept in a bookmark.
 *
 * @param where what {@link Paginator#request} needs; plain text by name; empty for the first page
 */
public record Page(Map<String, String> where) {

    /** The first of any list. */
    public static final Page FIRST = new Page(Map.of());

    /** Copies. */
    public Page {
        where = Map.copyOf(where);
    }

    /** A page that one value tells. */
    public static Page at(String name, String value) {
        return new Page(Map.of(name, value));
    }

    /** The same with one more value. */
    public Page with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(where);
        more.put(name, value);
        return new Page(more);
    }

    /** A value, if it has that one. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(where.get(name));
    }

    /** A number; {@code otherwise} when it does not have that one, or it is no number. */
    public long number(String name, long otherwise) {
        String text = where.get(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return where.isEmpty() ? "(first)" : new TreeMap<>(where).toString();
    }
}
