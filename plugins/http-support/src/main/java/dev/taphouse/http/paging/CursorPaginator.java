package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A token in the body asks for the next page. No token is the end; an empty page with one is not.
 *
 * <p>Pages: {@code token}.
 */
public final class CursorPaginator implements Paginator {
    private static final String TOKEN = "token";

    private final String path;
    private final TokenPlace place;
    private final PageSize size;
    private final Ends ends;

    /**
     * A paginator.
     *
     * @param path of the token in the body
     * @param place where the token goes in the next request
     */
    public CursorPaginator(String path, TokenPlace place, PageSize size, Ends ends) {
        this.path = path;
        this.place = place;
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
        ApiRequest sized = size.in(list);
        return page.value(TOKEN).map(token -> place.put(sized, token)).orElse(sized);
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        Optional<String> token =
                Optional.ofNullable(fetched.body().values().get(path)).filter(text -> !text.isEmpty());
        Optional<Boolean> more = ends.hasMore(fetched);
        if (more.isPresent() && !more.get() || ends.byPage(fetched, size)) {
            return Optional.empty();
        }
        if (more.isPresent() && token.isEmpty()) {
            throw Ends.broken(fetched, "more records are announced, and there is no token at '" + path + "'");
        }
        return token.map(text -> Page.at(TOKEN, text));
    }

    @Override
    public boolean durable() {
        return true;
    }
}
