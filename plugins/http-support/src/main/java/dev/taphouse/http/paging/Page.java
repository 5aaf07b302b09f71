package dev.taphouse.http.paging;

import java.util.Map;

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
}
