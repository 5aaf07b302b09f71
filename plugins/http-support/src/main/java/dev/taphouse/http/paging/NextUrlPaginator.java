package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The body holds the address of the next page, whole or relative, followed as it stands. None is the end.
 *
 * <p>Pages: {@code url}. They are not kept in bookmarks: an address may hold what the server put into it.
 */
public final class NextUrlPaginator implements Paginator {
    private final String path;
    private final Links links;
    private final PageSize size;
    private final Ends ends;

    /**
     * A paginator.
     *
     * @param path of the address in the body
     * @param anyOrigin whether it may lead to another origin
     */
    public NextUrlPaginator(String path, boolean anyOrigin, PageSize size, Ends ends) {
        this.path = path;
        this.links = new Links(anyOrigin);
        this.size = size;
        this.ends = ends;
    }

    @Override
    public Wanted wanted() {
        Set<String> values = new LinkedHashSet<>(ends.wanted().values());
        values.add(path);
        return new Wanted(values, Set.of());
    }

    @Override
    public ApiRequest request(ApiRequest list, Page page) {
        return page.value(Links.URL)
                .map(address -> list.url(links.url(list.url(), address)))
                .orElseGet(() -> size.in(list));
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        Optional<String> address =
                Optional.ofNullable(fetched.body().values().get(path)).filter(text -> !text.isEmpty());
        Optional<Boolean> more = ends.hasMore(fetched);
        if (more.isPresent() && !more.get() || ends.byPage(fetched, size)) {
            return Optional.empty();
        }
        if (more.isPresent() && address.isEmpty()) {
            throw Ends.broken(fetched, "more records are announced, and there is no address at '" + path + "'");
        }
        return address.map(text -> links.page(fetched, text));
    }
}
