package dev.taphouse.http.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which an API tells how much may still be asked of it.
 *
 * @param remaining the name of the header with the number of requests that are left
 * @param reset the name of the header with the time at which there are more
 * @param form how that time is written
 */
public record RateHeaders(String remaining, String reset, Form form) {
    /** What most APIs have, GitHub among them. */
    public static final RateHeaders COMMON =
            new RateHeaders("X-RateLimit-Remaining", "X-RateLimit-Reset", Form.EPOCH_SECONDS);

    /** How a time is written. */
    public enum Form {
        /** Seconds since 1970. */
        EPOCH_SECONDS,
        /** Milliseconds since 1970. */
        EPOCH_MILLIS,
        /** Seconds from now. */
        SECONDS
    }

    /** Whether nothing is left. */
    boolean isExhausted(Headers headers) {
        return number(headers.get(remaining)).filter(left -> left <= 0).isPresent();
    }

    /** How long until there is more; never negative. */
    Optional<Duration> untilReset(Headers headers, Instant now) {
        try {
            return number(headers.get(reset)).map(value -> switch (form) {
                case SECONDS -> Duration.ofSeconds(Math.max(0, value));
                case EPOCH_SECONDS -> ServerTime.until(Instant.ofEpochSecond(value), headers, now);
                case EPOCH_MILLIS -> ServerTime.until(Instant.ofEpochMilli(value), headers, now);
            });
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of((long) Math.ceil(Double.parseDouble(text.strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
