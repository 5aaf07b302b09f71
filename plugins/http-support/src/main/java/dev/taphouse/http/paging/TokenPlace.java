package dev.taphouse.http.paging;

import dev.taphouse.http.client.ApiRequest;

/** Where in a request the token of a page goes. */
@FunctionalInterface
public interface TokenPlace {

    /** The request with the token. */
    ApiRequest put(ApiRequest request, String token);

    /** In a query parameter. */
    static TokenPlace param(String name) {
        return (request, token) -> request.param(name, token);
    }

    /** In a header. */
    static TokenPlace header(String name) {
        return (request, token) -> request.header(name, token);
    }
}
