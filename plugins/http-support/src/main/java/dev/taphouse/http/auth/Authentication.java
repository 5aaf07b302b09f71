package dev.taphouse.http.auth;

import dev.taphouse.http.client.ApiRequest;

/** How a request proves who sends it. Safe for use by several threads. */
public interface Authentication {

    /**
     * Adds the credentials. Called for every try of a request, so that a token which expired during a back-off is
     * renewed before it is used.
     *
     * @throws dev.taphouse.api.SourceException of kind CREDENTIALS when there is none to be had
     */
    ApiRequest apply(ApiRequest request) throws Exception;

    /**
     * Renews the credentials after an answer that refused them.
     *
     * @param refused the request as {@link #apply} returned it
     * @return whether another try may do better
     */
    default boolean renew(ApiRequest refused) throws Exception {
        return false;
    }
}
