package dev.taphouse.http.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/** Times that a server names, measured against its own clock where it tells it. */
final class ServerTime {

    private ServerTime() {}

    /**
     * How long until then; never negative.
     *
     * @param now the local clock, for a server that does not tell its own
     */
    static Duration until(Instant then, Headers headers, Instant now) {
        Instant server = headers.getInstant("Date");
        Duration wait = Duration.between(server == null ? now : server, then);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** What Retry-After says, in seconds or as a date; empty without, or when it cannot be read. */
    static Optional<Duration> retryAfter(Headers headers, Instant now) {
        String text = headers.get("Retry-After");
        if (text == null) {
            return Optional.empty();
        }
        return seconds(text.strip())
                .or(() ->
                        Optional.ofNullable(headers.getInstant("Retry-After")).map(then -> until(then, headers, now)));
    }

    private static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return seconds >= 0 && seconds < 1e9
                    ? Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
