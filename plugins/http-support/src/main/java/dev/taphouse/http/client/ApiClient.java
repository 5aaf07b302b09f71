package dev.taphouse.http.client;

import dev.taphouse.api.RecordSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends the requests of one session. Safe for use by several threads. */
public final class ApiClient implements AutoCloseable {
    private final OkHttpClient http = new OkHttpClient();

    /**
     * Sends a request and has its answer read: within the rate budget, authenticated anew for each try, tried again
     * after failures that pass, body included.
     *
     * @param rules what differs from the usual handling of statuses
     * @return what {@code reader} returned; empty where a rule says that there is nothing here
     * @throws dev.taphouse.api.SourceException for every answer that is no success, with its kind and remedy
     * @throws Exception what {@code reader} threw
     */
    public <T> Optional<T> exchange(ApiRequest request, List<ErrorRule> rules, CallScope scope, BodyReader<T> reader)
            throws Exception {
        ApiRequest.Body body = request.body();
        Call call = http.newCall(new Request.Builder()
                .url(request.url())
                .headers(request.headers())
                .method(
                        request.method(),
                        body == null ? null : RequestBody.create(body.content(), MediaType.parse(body.mediaType())))
                .build());
        try (RecordSink.Registration cancel = scope.onCancel(call::cancel);
                Response response = call.execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("status " + response.code());
            }
            return Optional.of(reader.read(new ApiResponse(
                    response.code(),
                    response.request().url(),
                    response.headers(),
                    response.body().byteStream())));
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
