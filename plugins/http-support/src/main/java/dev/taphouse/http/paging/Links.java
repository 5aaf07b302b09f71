package dev.taphouse.http.paging;

import dev.taphouse.api.SourceException;
import okhttp3.HttpUrl;

/** Addresses of next pages: followed inside the API's origin, since the credentials go with them. */
final class Links {
    static final String URL = "url";

    private final boolean anyOrigin;

    Links(boolean anyOrigin) {
        this.anyOrigin = anyOrigin;
    }

    /** The page at an address that an answer gave. */
    Page page(Fetched fetched, String address) {
        HttpUrl url = fetched.url().resolve(address);
        if (url == null) {
            throw Ends.broken(fetched, "the address of the next page is none: '" + address + "'");
        }
        checked(fetched.url(), url);
        return Page.at(URL, url.toString());
    }

    /** The address of a page, which may come from a bookmark. */
    HttpUrl url(HttpUrl list, String address) {
        HttpUrl url = list.resolve(address);
        if (url == null) {
            throw new SourceException(SourceException.Kind.POSITION, "the page in the bookmark has no valid address")
                    .remedy("Remove 'page' from the stream's bookmark.");
        }
        checked(list, url);
        return url;
    }

    private void checked(HttpUrl from, HttpUrl to) {
        boolean same = from.scheme().equals(to.scheme()) && from.host().equals(to.host()) && from.port() == to.port();
        if (!same && !anyOrigin) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "the next page is at another origin, " + to.scheme() + "://" + to.host() + ":" + to.port()
                                    + ", and the credentials do not go there")
                    .remedy("Set 'any_origin' of the paginator to true if that is right.");
        }
    }
}
