package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Link} header with {@code rel="next"} (RFC 8288) leads to the next page, and is followed as it stands. None is
 * the end.
 *
 * <p>Pages: {@code url}.
 */
public final class LinkHeaderPaginator implements Paginator {
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^\\s=;,]+\\s*=\\s*(?:\"[^\"]*\"|[^\";,]*))*)");
    private static final Pattern REL =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\";,\\s]*))", Pattern.CASE_INSENSITIVE);

    private final Links links;
    private final PageSize size;
    private final Ends ends;

    /**
     * A paginator.
     *
     * @param anyOrigin whether the link may lead to another origin
     */
    public LinkHeaderPaginator(boolean anyOrigin, PageSize size, Ends ends) {
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
        return page.value(Links.URL)
                .map(address -> list.url(links.url(list.url(), address)))
                .orElseGet(() -> size.in(list));
    }

    @Override
    public Optional<Page> next(Fetched fetched) {
        Optional<Boolean> more = ends.hasMore(fetched);
        if (more.isPresent() && !more.get() || ends.byPage(fetched, size)) {
            return Optional.empty();
        }
        return next(fetched.headers().values("Link")).map(address -> links.page(fetched, address));
    }

    private static Optional<String> next(Iterable<String> headers) {
        for (String header : headers) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (isNext(link.group(2))) {
                    return Optional.of(link.group(1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** A relation is a list of words, in any case. */
    private static boolean isNext(String params) {
        Matcher rel = REL.matcher(params);
        if (!rel.find()) {
            return false;
        }
        String words = rel.group(1) == null ? rel.group(2) : rel.group(1);
        return (" " + words.toLowerCase(Locale.ROOT) + " ").contains(" next ");
    }
}
