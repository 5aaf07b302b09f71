package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.Optional;

/**
 * A header of the response holds a token, or the address of the next page. None is the end.
 *
 * <p>Pages: {@code token} or {@code url}.
 */
public final class HeaderPaginator implements Paginator {
    private static final String TOKEN = "token";

    private final String header;
    private final Optional<TokenPlace> place;
    private final Links links;
    private final PageSize size;
    private final Ends ends;

    /**
     * A paginator.
     *
     * @param header its name
     * @param place where a token goes in the next request; empty when the header holds an address
     * @param anyOrigin whether an address may lead to another origin
     */
    public HeaderPaginator(String header, Optional<TokenPlace> place, boolean anyOrigin, PageSize size, Ends ends) {
        this.header = header;
        this.place = place;
        this.links = new Links(anyOrigin);
        this.size = size;
        this.ends = ends;
    }

    @Override
    public Wanted wanted() {
        return ends.wanted();
    }

    @Override
    public ApiRequest request(ApiRequest list, Page page) {
        Optional<String> address = page.value(Links.URL);
        if (address.isPresent()) {
            return list.url(links.url(list.url(), address.get()));
        }
        ApiRequest sized = size.in(list);
        return page.value(TOKEN)
                .flatMap(token -> place.map(to -> to.put(sized, token)))
                .orElse(sized);
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        Optional<Boolean> more = ends.hasMore(fetched);
        if (more.isPresent() && !more.get() || ends.byPage(fetched, size)) {
            return Optional.empty();
        }
        Optional<String> value = Optional.ofNullable(fetched.headers().get(header))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        return value.map(text -> place.isPresent() ? Page.at(TOKEN, text) : links.page(fetched, text));
    }

    @Override
    public boolean durable() {
        return place.isPresent();
    }
}
