package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pages by number. The end is what {@link Ends} says, or else a page without records.
 *
 * <p>Rows that are deleted while the list is read move those behind them one place to the front: over the boundary of the
 * page that was just read, where they are lost. So it reads backwards where it knows how many pages there are: after the
 * first page the last one, and from there to the first again. What moves to the front then is met later. The sort has to
 * be ascending by something that does not change, so that new rows come behind.
 *
 * <p>Pages: {@code page}, and {@code down} on the way back.
 */
public final class PagePaginator implements Paginator {
    private static final String PAGE = "page";
    private static final String DOWN = "down";

    private final String param;
    private final long first;
    private final PageSize size;
    private final Ends ends;
    private final boolean backwards;

    /**
     * A paginator.
     *
     * @param param the query parameter of the number
     * @param first the number of the first page
     * @param backwards whether to read from the last page to the first, for which {@code ends} has to tell their number
     */
    public PagePaginator(String param, long first, PageSize size, Ends ends, boolean backwards) {
        this.param = param;
        this.first = first;
        this.size = size;
        this.ends = ends.isEmpty() ? Ends.EMPTY_PAGE : ends;
        this.backwards = backwards;
    }

    @Override
    public Wanted wanted() {
        return ends.wanted();
    }

    @Override
    public ApiRequest request(ApiRequest list, Page page) {
        return size.in(list).param(param, Long.toString(page.number(PAGE, first)));
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        long number = fetched.page().number(PAGE, first);
        if (fetched.page().value(DOWN).isPresent()) {
            return number > first ? Optional.of(down(number - 1)) : Optional.empty();
        }
        OptionalLong pages = ends.pages(fetched, size);
        if (backwards) {
            long last = first
                    - 1
                    + pages.orElseThrow(() -> Ends.broken(fetched, "it does not say how many pages there are"));
            return last > number ? Optional.of(down(last)) : Optional.empty();
        }
        boolean more = ends.hasMore(fetched).orElse(true);
        boolean reached = pages.isPresent() && number >= first - 1 + pages.getAsLong();
        if (!more || reached || ends.byPage(fetched, size)) {
            return Optional.empty();
        }
        return Optional.of(Page.at(PAGE, Long.toString(number + 1)));
    }

    /** Backwards, the first page comes twice. */
    @Override
    public boolean overlaps() {
        return backwards;
    }

    @Override
    public boolean settled(Fetched fetched) {
        return !backwards;
    }

    private static Page down(long number) {
        return Page.at(PAGE, Long.toString(number)).with(DOWN, "true");
    }
}
