package dev.taphouse.http.paging;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Pages by how many rows to leave out. The sort has to be ascending by something that does not change, or that only grows.
 *
 * <p>Rows that are deleted while the list is read, or that move behind, pull those after them to the front, where they
 * would be lost. So each page begins with the last rows of the one before: when none of them reappears, the list has moved
 * further than that, and it steps back until one does. The end is what {@link Ends} says, or else a page that brings
 * nothing new.
 *
 * <p>Pages: {@code offset}; {@code reached}, how far it had been before a step back; {@code back}, how far the last step
 * went.
 */
public final class OffsetPaginator implements Paginator {
    private static final String OFFSET = "offset";
    private static final String REACHED = "reached";
    private static final String BACK = "back";

    private final String param;
    private final PageSize size;
    private final long overlap;
    private final Ends ends;

    /**
     * A paginator.
     *
     * @param param the query parameter of the offset
     * @param overlap how many rows of a page come again on the next, below the size of a page; 0 for a list that never
     *     changes
     */
    public OffsetPaginator(String param, PageSize size, long overlap, Ends ends) {
        if (size.records() > 0 && overlap >= size.records()) {
            throw new IllegalArgumentException(
                    "an overlap of " + overlap + " is no less than a page of " + size.records() + " records");
        }
        this.param = param;
        this.size = size;
        this.overlap = overlap;
        this.ends = ends.isEmpty() ? Ends.EMPTY_PAGE : ends;
    }

    @Override
    public Wanted wanted() {
        return ends.wanted();
    }

    @Override
    public ApiRequest request(ApiRequest list, Page page) {
        return size.in(list).param(param, Long.toString(page.number(OFFSET, 0)));
    }

    @Override
    public boolean overlaps() {
        return overlap > 0;
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        long offset = fetched.page().number(OFFSET, 0);
        long records = fetched.body().records();
        if (overlap > 0 && offset > 0 && fetched.known() == 0) {
            return Optional.of(stepBack(fetched.page(), offset));
        }
        if (ended(fetched, offset, records)) {
            return Optional.empty();
        }
        if (overlap > 0 && fetched.known() == records && offset > 0) {
            return caughtUp(fetched, offset, records);
        }
        return Optional.of(at(offset + Math.max(1, records - overlap), reached(fetched.page(), offset)));
    }

    @Override
    public boolean settled(Fetched fetched) {
        long offset = fetched.page().number(OFFSET, 0);
        boolean joined = overlap == 0 || offset == 0 || fetched.known() > 0;
        return joined && offset >= fetched.page().number(REACHED, 0);
    }

    private boolean ended(Fetched fetched, long offset, long records) {
        OptionalLong total = ends.total(fetched);
        boolean reached = total.isPresent() && offset + records >= total.getAsLong();
        boolean more = ends.hasMore(fetched).orElse(true);
        return !more || reached || ends.byPage(fetched, size);
    }

    /** Nothing new: the end, or the way back from a step back. */
    private Optional<Page> caughtUp(Fetched fetched, long offset, long records) {
        long reached = reached(fetched.page(), offset);
        if (offset < reached) {
            return Optional.of(at(offset + Math.max(1, records - overlap), reached));
        }
        if (records <= overlap) {
            return Optional.empty();
        }
        throw new SourceException(
                        SourceException.Kind.DATA,
                        "page " + fetched.page() + " holds " + records
                                + " records that all came before: the list repeats instead of ending")
                .remedy("Tell the paginator how the API says that a list has ended: total_path, has_more_path.");
    }

    private Page stepBack(Page page, long offset) {
        long step = Math.max(page.number(BACK, 0) * 2, Math.max(size.records(), overlap * 2));
        return at(Math.max(0, offset - step), reached(page, offset)).with(BACK, Long.toString(step));
    }

    private static long reached(Page page, long offset) {
        return Math.max(page.number(REACHED, 0), offset);
    }

    private static Page at(long offset, long reached) {
        Page page = Page.at(OFFSET, Long.toString(offset));
        return offset < reached ? page.with(REACHED, Long.toString(reached)) : page;
    }
}
