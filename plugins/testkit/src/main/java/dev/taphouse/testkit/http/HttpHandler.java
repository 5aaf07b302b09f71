package dev.taphouse.testkit.http;

import java.io.IOException;

/** Answers requests; called on a thread for each connection. */
@FunctionalInterface
public interface HttpHandler {

    /**
     * Answers one request.
     *
     * @throws IOException which closes the connection: the client went away
     */
    void handle(ReceivedRequest request, Reply reply) throws IOException, InterruptedException;
}
