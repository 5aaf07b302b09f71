package dev.taphouse.http.client;

import java.io.IOException;

/**
 * Brings one request to a server and its answer back: no redirects, no retries. Safe for use by several threads.
 * {@link ApiClient} makes the right one.
 */
public interface Transport extends AutoCloseable {

    /**
     * Sends a request.
     *
     * @return the answer, its body not read yet; to be closed
     * @throws IOException when there is no answer
     */
    Answer send(ApiRequest request, CallScope scope) throws IOException;

    @Override
    void close();
}
