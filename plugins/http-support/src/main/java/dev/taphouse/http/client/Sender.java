package dev.taphouse.http.client;

/** Sends the requests by which credentials are made: without credentials, tried again like any other. */
@FunctionalInterface
public interface Sender {

    /**
     * Sends a request.
     *
     * @return a success, or what refuses it for good
     * @throws dev.taphouse.api.SourceException of kind UNAVAILABLE when there is no answer, or only that the server is
     *     busy
     * @throws java.util.concurrent.CancellationException when the call is to end
     */
    Reply send(ApiRequest request) throws Exception;
}
