package dev.taphouse.http.paging;

import dev.taphouse.api.SourceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What a walk through the pages of one list has seen: a page that comes again, and a list without an end, are errors that
 * name the page. Remembers the last {@value #REMEMBERED} pages, so its memory is bounded. For one thread.
 */
public final class PageWalk {
    /** How many pages are remembered. */
    static final int REMEMBERED = 50_000;

    private static final int MOST_EMPTY = 1000;

    private final long mostPages;
    private final boolean mayRepeat;
    private final Memory asked = new Memory();
    private final Memory contents = new Memory();
    private long pages;
    private long empty;

    /**
     * A walk that has not begun.
     *
     * @param mostPages after how many pages a list is taken for endless
     * @param mayRepeat whether pages may hold the same records on purpose
     */
    public PageWalk(long mostPages, boolean mayRepeat) {
        this.mostPages = mostPages;
        this.mayRepeat = mayRepeat;
    }

    /** A page is about to be asked for. */
    public void ask(Page page) {
        if (pages >= mostPages) {
            throw endless(page, "the list has not ended after " + pages + " pages");
        }
        pages++;
        if (!asked.add(Fingerprint.of(page.toString()))) {
            throw repeated("page " + page + ", the " + pages + ". of the list, was asked for before:"
                    + " the pages go round in a circle");
        }
    }

    /** A page came. */
    public void came(Fetched fetched) {
        long records = fetched.body().records();
        empty = records == 0 ? empty + 1 : 0;
        if (empty >= MOST_EMPTY) {
            throw endless(fetched.page(), "the last " + empty + " pages of the list have no record");
        }
        if (records > 0 && !mayRepeat && !contents.add(fetched.body().fingerprint())) {
            throw repeated("page " + fetched.page() + ", the " + pages
                    + ". of the list, holds the same records as one before");
        }
    }

    /** How many pages were asked for. */
    public long pages() {
        return pages;
    }

    private static SourceException repeated(String what) {
        return new SourceException(SourceException.Kind.DATA, what)
                .remedy("Compare the paginator with the API's documentation, above all how a list ends.");
    }

    private static SourceException endless(Page page, String what) {
        return new SourceException(SourceException.Kind.DATA, "page " + page + ": " + what)
                .remedy("Compare the paginator with the API's documentation, or raise 'max_pages'.");
    }

    /** The last numbers that were added. */
    private static final class Memory {
        private final Set<Long> known = new HashSet<>();
        private final Deque<Long> order = new ArrayDeque<>();

        boolean add(long number) {
            if (!known.add(number)) {
                return false;
            }
            order.add(number);
            if (order.size() > REMEMBERED) {
                known.remove(order.remove());
            }
            return true;
        }
    }
}
