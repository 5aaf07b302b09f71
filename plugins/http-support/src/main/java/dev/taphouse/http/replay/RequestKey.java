package dev.taphouse.http.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.Secrets;

/**
 * What a recorded exchange is found by: the request without its secrets, which are others when it is replayed.
 *
 * @param method upper case
 * @param url with all parameters
 * @param body as text; empty without
 */
record RequestKey(String method, String url, String body) {

    /** That of a request. */
    static RequestKey of(ApiRequest request, Secrets secrets) {
        ApiRequest.Body body = request.body();
        return new RequestKey(
                request.method(),
                secrets.mask(request.url()),
                body == null ? "" : secrets.mask(new String(body.content(), UTF_8)));
    }

    @Override
    public String toString() {
        return method + " " + url + (body.isEmpty() ? "" : " with the body '" + body + "'");
    }
}
