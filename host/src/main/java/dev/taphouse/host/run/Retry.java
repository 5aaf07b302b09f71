package dev.taphouse.host.run;

import dev.taphouse.api.SourceException;
import java.time.Duration;

/**
 * How often a read whose source is unavailable is tried again.
 *
 * @param attempts in a row without any progress, the first included
 * @param first the wait before the second attempt; each wait is twice the one before
 */
public record Retry(int attempts, Duration first) {
    /** The policy unless the user says otherwise. */
    public static final Retry DEFAULT = new Retry(5, Duration.ofSeconds(1));

    /** How long to wait after so many attempts that failed in a row. */
    Duration after(int failed, Problem problem) {
        Duration own = first.multipliedBy(1L << Math.min(failed - 1, 10));
        if (problem.cause() instanceof SourceException known) {
            return known.retryAfter().filter(wait -> wait.compareTo(own) > 0).orElse(own);
        }
        return own;
    }
}
