package dev.taphouse.http.client;

import java.time.Duration;

/**
 * How long is waited for what; nothing is waited for without an end.
 *
 * @param connect for a connection, TLS included
 * @param read between two bytes of an answer, and for its first
 * @param write between two bytes of a request
 * @param call for a whole answer: what is spent on waiting for its bytes, not what is done with them in between
 */
public record Timeouts(Duration connect, Duration read, Duration write, Duration call) {
    /** The usual ones. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofSeconds(60), Duration.ofMinutes(30));

    /** The same with another time between two bytes of an answer. */
    public Timeouts read(Duration other) {
        return new Timeouts(connect, other, write, call);
    }
}
