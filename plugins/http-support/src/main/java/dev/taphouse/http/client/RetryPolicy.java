package dev.taphouse.http.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a request is sent, and how long is waited between: exponential back-off with full jitter.
 *
 * @param tries how often at most, the first included
 * @param first the longest wait before the second try; doubled for each further one
 * @param longest the longest wait of its own accord; what the server asks for may be longer
 * @param total how long may be spent on a request, waits and failed tries together; a wait that would lead beyond it is
 *     not begun
 */
public record RetryPolicy(int tries, Duration first, Duration longest, Duration total) {
    /** The usual one. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(8, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(15));

    /** Checks. */
    public RetryPolicy {
        if (tries < 1) {
            throw new IllegalArgumentException("tries is " + tries + ", not at least 1");
        }
    }

    /** The same without waits of its own accord. */
    RetryPolicy atOnce() {
        return new RetryPolicy(tries, Duration.ZERO, Duration.ZERO, total);
    }

    /** The wait after so many failed tries. */
    Duration backOff(int failed) {
        long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(failed - 1, 20));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }
}
