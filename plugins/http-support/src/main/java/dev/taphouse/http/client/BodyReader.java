package dev.taphouse.http.client;

/** Takes what it needs out of a response. */
@FunctionalInterface
public interface BodyReader<T> {

    /**
     * Reads the body to its end, or as far as is needed. When the transport fails in the middle, the request is sent
     * again and this is called again: what was pushed before is then pushed twice.
     *
     * @return what was found; not null
     * @throws Exception which ends the exchange: only failures of the body itself are tried again
     */
    T read(ApiResponse response) throws Exception;
}
