package dev.taphouse.http;

import dev.taphouse.http.client.ApiResponse;
import java.time.Instant;
import java.util.Optional;

/** The server's time as its last answer told: earlier than now, which is the safe side. Thread-safe. */
final class ServerClock {
    private volatile Optional<Instant> last = Optional.empty();

    void saw(ApiResponse response) {
        response.serverTime().ifPresent(time -> last = Optional.of(time));
    }

    /** Empty before the first answer, and when the server does not say. */
    Optional<Instant> last() {
        return last;
    }
}
