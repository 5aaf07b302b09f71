package dev.taphouse.http.auth;

import dev.taphouse.http.client.Sender;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gets a token from a server. Safe for use by several threads. */
interface TokenMaker {

    /** Where tokens are made, and by which client; holds no secret. */
    String place();

    /** What the config has: another login, another token. Never shown. */
    String login();

    /** What the config has as a secret. */
    Set<String> secrets();

    /**
     * Gets a new token. Called under the store's lock.
     *
     * @param old what is stored; null without
     * @throws GrantRefused when what the token was asked for with is not accepted any more
     * @throws dev.taphouse.api.SourceException for all else that fails
     */
    Token make(@Nullable Token old, Sender sender) throws Exception;

    /** The refresh token that was sent is not accepted: it was used up, has expired or was revoked. */
    final class GrantRefused extends Exception {
        private static final long serialVersionUID = 1L;
        private final String used;

        GrantRefused(String used, String message) {
            super(message);
            this.used = used;
        }

        /** The refresh token that was sent. */
        String used() {
            return used;
        }
    }
}
