package dev.taphouse.http.client;

import dev.taphouse.api.SourceException.Kind;
import okhttp3.Headers;

/** What statuses mean. */
final class Statuses {

    private Statuses() {}

    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** Whether the request was refused for coming too soon, and was not looked at. */
    static boolean isRateLimit(int status, Headers headers, RateHeaders rate) {
        return status == 429 || (status == 403 && (rate.isExhausted(headers) || headers.get("Retry-After") != null));
    }

    /** Whether the same request may succeed later. */
    static boolean isPassing(int status) {
        return status == 408 || status == 425 || (status >= 500 && status != 501 && status != 505);
    }

    /** Whether the server did nothing with the request, so that even one that changes something may be sent again. */
    static boolean isUntouched(int status) {
        return status == 425 || status == 503;
    }

    static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.CREDENTIALS;
            case 402, 403, 451 -> Kind.PERMISSION;
            case 404, 410 -> Kind.ABSENT;
            case 407 -> Kind.CONFIG;
            default -> isPassing(status) ? Kind.UNAVAILABLE : Kind.DATA;
        };
    }

    static String remedy(int status) {
        return switch (status) {
            case 401 -> "Check the credentials in the config.";
            case 402 -> "The account's plan does not include this.";
            case 403, 451 -> "Give the credentials the right to read this, or do not select the stream.";
            case 404, 410 -> "Check the address, or do not select the stream.";
            case 407 ->
                "The proxy wants credentials: set them for the JVM, or go around the proxy with"
                        + " http.nonProxyHosts.";
            default -> "";
        };
    }
}
