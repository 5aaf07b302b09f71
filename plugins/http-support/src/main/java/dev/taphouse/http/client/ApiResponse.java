package dev.taphouse.http.client;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * The answer to a request, its body read as it comes. Valid inside {@link BodyReader#read} only.
 *
 * @param status 200 to 299, or 304 where the request was conditional
 * @param url where it came from in the end, redirects followed
 * @param headers all of them
 * @param body decompressed; an {@link java.io.IOException} out of it is a failure of the transport
 */
public record ApiResponse(int status, HttpUrl url, Headers headers, InputStream body) {

    /** The server's clock as it answered, in whole seconds; empty when it does not say. */
    public Optional<Instant> serverTime() {
        return Optional.ofNullable(headers.getInstant("Date"));
    }
}
