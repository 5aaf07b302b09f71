package dev.taphouse.http.auth;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.Sender;
import java.util.Set;

/** How a request proves who sends it. Safe for use by several threads. */
public interface Authentication {
    /** Not at all. */
    Authentication NONE = (request, sender) -> request;

    /**
     * Adds the credentials. Called for every try of a request, so that a token which expired during a back-off is
     * renewed before it is used.
     *
     * @param sender sends what has to be sent to get a token
     * @throws dev.taphouse.api.SourceException of kind CREDENTIALS when there is none to be had
     */
    ApiRequest apply(ApiRequest request, Sender sender) throws Exception;

    /**
     * Renews the credentials after an answer that refused them.
     *
     * @param refused the request as {@link #apply} returned it
     * @return whether another try may do better
     */
    default boolean renew(ApiRequest refused, Sender sender) throws Exception {
        return false;
    }

    /** What must never be shown: the credentials, and the tokens as they are now. */
    default Set<String> secrets() {
        return Set.of();
    }
}
