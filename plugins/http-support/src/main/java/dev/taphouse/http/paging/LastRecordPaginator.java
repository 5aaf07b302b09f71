package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.Optional;
import java.util.Set;

/**
 * A value of the last record, such as its id, asks for the next page: what the API calls a keyset. The end is what {@link
 * Ends} says, or else a page without records.
 *
 * <p>Pages: {@code token}.
 */
public final class LastRecordPaginator implements Paginator {
    private static final String TOKEN = "token";

    private final String field;
    private final TokenPlace place;
    private final PageSize size;
    private final Ends ends;

    /**
     * A paginator.
     *
     * @param field path of the value in the record
     * @param place where the value goes in the next request
     */
    public LastRecordPaginator(String field, TokenPlace place, PageSize size, Ends ends) {
        this.field = field;
        this.place = place;
        this.size = size;
        this.ends = ends.isEmpty() ? Ends.EMPTY_PAGE : ends;
    }

    @Override
    public Wanted wanted() {
        return new Wanted(ends.wanted().values(), Set.of(field));
    }

    @Override
    public ApiRequest request(ApiRequest list, Page page) {
        ApiRequest sized = size.in(list);
        return page.value(TOKEN).map(token -> place.put(sized, token)).orElse(sized);
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        Optional<Boolean> more = ends.hasMore(fetched);
        if (more.isPresent() && !more.get() || ends.byPage(fetched, size)) {
            return Optional.empty();
        }
        String last = fetched.body().last().get(field);
        if (last == null) {
            throw Ends.broken(
                    fetched,
                    fetched.body().records() == 0
                            ? "more records are announced, and the page has none"
                            : "the last record has no '" + field + "', which asks for the next page");
        }
        return Optional.of(Page.at(TOKEN, last));
    }

    @Override
    public boolean durable() {
        return true;
    }
}
