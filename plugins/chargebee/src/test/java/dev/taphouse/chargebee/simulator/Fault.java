package dev.taphouse.chargebee.simulator;

import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** What may go wrong with an answer. */
public interface Fault {

    /** The answer that is sent instead. */
    MockResponse spoil(MockResponse good);

    /** An error of Chargebee's. */
    static Fault error(int status, String type, String code) {
        return good -> ChargebeeSimulator.error(ApiError.of(status, type, code, "simulated " + code))
                .setHeader("Date", String.valueOf(good.getHeaders().get("Date")))
                .build();
    }

    /** Too many requests, with a time to wait for. */
    static Fault tooMany(int retryAfterSeconds) {
        return good -> ChargebeeSimulator.error(
                        ApiError.of(429, "api_error", "api_request_limit_exceeded", "too many requests"))
                .setHeader("Retry-After", retryAfterSeconds)
                .build();
    }

    /** Too many requests, and no word of when to come again. */
    static Fault tooMany() {
        return error(429, "api_error", "api_request_limit_exceeded");
    }

    /** Out of order for a while. */
    static Fault unavailable() {
        return error(503, "operation_failed", "internal_temporary_error");
    }

    /** The connection is closed in the middle of the body. */
    static Fault reset() {
        return good ->
                good.newBuilder().onResponseBody(new SocketEffect.CloseSocket()).build();
    }

    /** The connection is closed before anything is answered. */
    static Fault noAnswer() {
        return good -> good.newBuilder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** The body stops in mid-record though the answer is said to be whole. */
    static Fault truncated() {
        return good -> {
            String body = ChargebeeSimulator.text(good);
            return good.newBuilder()
                    .body(body.substring(0, body.length() * 2 / 3))
                    .build();
        };
    }

    /** A page of a proxy instead of JSON. */
    static Fault html() {
        return good -> good.newBuilder()
                .setHeader("Content-Type", "text/html")
                .body("<html><body>Sign in to the network</body></html>")
                .build();
    }

    /** Nothing wrong, but late. */
    static Fault slow(long milliseconds) {
        return good ->
                good.newBuilder().bodyDelay(milliseconds, TimeUnit.MILLISECONDS).build();
    }

    /** The page comes without where the next one begins, as {@code null}. */
    static Fault nullOffset() {
        return good -> good.newBuilder()
                .body(ChargebeeSimulator.text(good)
                        .replaceFirst("\"next_offset\":\"(\\\\\"|[^\"])*\"", "\"next_offset\":null"))
                .build();
    }
}
