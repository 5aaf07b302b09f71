package dev.taphouse.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import okhttp3.Headers;

/**
 * A small answer, read whole: a success, or a refusal that trying again does not change.
 *
 * @param status of HTTP
 * @param headers all of them
 * @param text the body
 */
public record Reply(int status, Headers headers, String text) {

    /** Whether it did what was asked for. */
    public boolean isSuccess() {
        return Statuses.isSuccess(status);
    }

    /**
     * A scalar of the body, which is JSON then.
     *
     * @param path names with dots between
     * @return its plain text; empty when absent, null, an object or a list
     */
    public Optional<String> value(String path) {
        return new BodyPrefix(text.getBytes(UTF_8)).value(path);
    }

    /** What the API says about it, on one line; empty when it says nothing. */
    public Optional<String> message() {
        return new BodyPrefix(text.getBytes(UTF_8)).message().map(message -> Messages.line(message, 300));
    }
}
