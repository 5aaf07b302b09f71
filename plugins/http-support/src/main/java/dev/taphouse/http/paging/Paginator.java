package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.record.Wanted;
import java.util.Optional;

/**
 * How the pages of a list follow each other. Stateless: what a pass has seen is kept by its {@link PageWalk}, so that
 * one paginator serves all streams and threads, and a pass can go on from a page that was kept in a bookmark.
 */
public interface Paginator {

    /** What to note of each body. */
    default Wanted wanted() {
        return Wanted.NOTHING;
    }

    /**
     * The request for a page.
     *
     * @param list the request for the list: filters, sort and headers, the same for every page
     */
    ApiRequest request(ApiRequest list, Page page);

    /**
     * The page after one that came.
     *
     * @return empty when the API says in its documented way that the list has ended
     * @throws dev.taphouse.api.SourceException of kind DATA when the answer cannot say
     */
    Optional<Page> next(Fetched fetched);

    /** Whether a page may be kept in a bookmark and asked for in a later run. */
    default boolean durable() {
        return false;
    }

    /**
     * Whether pages show rows again on purpose, to notice what moved between them. Then {@link Fetched#known} is counted,
     * and a page that came before is no error by itself.
     */
    default boolean overlaps() {
        return false;
    }

    /**
     * Whether everything before the end of this page has come: not when the list moved and the next page goes back.
     */
    default boolean settled(Fetched fetched) {
        return true;
    }
}
