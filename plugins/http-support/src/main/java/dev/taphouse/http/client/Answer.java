package dev.taphouse.http.client;

import java.io.InputStream;
import okhttp3.Headers;

/**
 * What came back for one request.
 *
 * @param status of HTTP
 * @param headers all of them
 * @param body decompressed, read as it comes
 * @param resource freed with it
 */
public record Answer(int status, Headers headers, InputStream body, Runnable resource) implements AutoCloseable {

    @Override
    public void close() {
        resource.run();
    }
}
