package dev.taphouse.http.client;

import java.util.Objects;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A request as a stream makes it, before authentication. Immutable. */
public final class ApiRequest {
    private final String method;
    private final HttpUrl url;
    private final Headers headers;
    private final @Nullable Body body;
    private final boolean repeatable;

    private ApiRequest(String method, HttpUrl url, Headers headers, @Nullable Body body, boolean repeatable) {
        this.method = method;
        this.url = Objects.requireNonNull(url, "url is null");
        this.headers = headers;
        this.body = body;
        this.repeatable = repeatable;
    }

    /** A GET. */
    public static ApiRequest get(HttpUrl url) {
        return new ApiRequest("GET", url, Headers.EMPTY, null, true);
    }

    /** A POST, which is not sent twice unless it is {@link #repeatable()}. */
    public static ApiRequest post(HttpUrl url, String mediaType, byte[] content) {
        return new ApiRequest("POST", url, Headers.EMPTY, new Body(mediaType, content), false);
    }

    /** The same to another address. */
    public ApiRequest url(HttpUrl to) {
        return new ApiRequest(method, to, headers, body, repeatable);
    }

    /** The same with a query parameter instead of those of its name. */
    public ApiRequest param(String name, String value) {
        return url(url.newBuilder().setQueryParameter(name, value).build());
    }

    /** The same with a header instead of those of its name. */
    public ApiRequest header(String name, String value) {
        return new ApiRequest(method, url, headers.newBuilder().set(name, value).build(), body, repeatable);
    }

    /** The same, which may be sent again when it is not known whether it arrived: it changes nothing at the server. */
    public ApiRequest repeatable() {
        return new ApiRequest(method, url, headers, body, true);
    }

    /** Upper case. */
    public String method() {
        return method;
    }

    /** Where to; may hold secrets of the query, so it is shown masked only. */
    public HttpUrl url() {
        return url;
    }

    /** All headers but those of the authentication and the transport. */
    public Headers headers() {
        return headers;
    }

    /** The body; null without. */
    public @Nullable Body body() {
        return body;
    }

    /** Whether it may be sent twice. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /**
     * A body in memory.
     *
     * @param mediaType such as {@code application/json}
     * @param content not changed afterwards
     */
    public record Body(String mediaType, byte[] content) {}
}
