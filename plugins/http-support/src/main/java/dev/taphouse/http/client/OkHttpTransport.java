package dev.taphouse.http.client;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okio.GzipSource;
import okio.Okio;

/** The network. */
final class OkHttpTransport implements Transport {
    private final OkHttpClient http;
    private final ClientSettings settings;
    private final SourceContext context;

    OkHttpTransport(ClientSettings settings, SourceContext context) {
        this.settings = settings;
        this.context = context;
        Timeouts timeouts = settings.timeouts();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(timeouts.connect())
                .readTimeout(timeouts.read())
                .writeTimeout(timeouts.write())
                .followRedirects(false)
                .followSslRedirects(false)
                // its own second tries are of any request, and seen by nobody
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(OkHttpTransport::keepFromRepeating);
        if (!settings.tls().equals(TlsFiles.NONE)) {
            HandshakeCertificates certificates = Certificates.of(settings.tls());
            builder.sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager());
        }
        this.http = builder.build();
    }

    /** A 503 with "Retry-After: 0" it would send again whatever it was told; no other form of 0 is known to it. */
    private static Response keepFromRepeating(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder().header("Retry-After", "0.0").build()
                : response;
    }

    @Override
    public Answer send(ApiRequest request, CallScope scope) throws IOException {
        Call call = http.newCall(request(request));
        RecordSink.Registration cancel = scope.onCancel(call::cancel);
        CallDeadline deadline = new CallDeadline(settings.timeouts().call());
        Runnable end = cancel::close;
        try {
            context.count("http_requests", 1);
            Response response = deadline.head(call);
            WireBytes wire = new WireBytes(response.body().byteStream(), deadline, context);
            end = () -> {
                wire.tell();
                response.close();
                cancel.close();
            };
            return new Answer(response.code(), response.headers(), decompressed(response, wire), end);
        } catch (IOException | RuntimeException e) {
            end.run();
            throw e;
        }
    }

    private Request request(ApiRequest request) {
        ApiRequest.Body body = request.body();
        Request.Builder builder = new Request.Builder()
                .url(request.url())
                .headers(request.headers())
                .method(
                        request.method(),
                        body == null ? null : RequestBody.create(body.content(), MediaType.parse(body.mediaType())));
        if (request.headers().get("User-Agent") == null) {
            builder.header("User-Agent", settings.userAgent());
        }
        // asked for here, so that it is not undone out of sight: both sizes are needed to tell a bomb
        return builder.header("Accept-Encoding", "gzip").build();
    }

    private InputStream decompressed(Response response, WireBytes wire) throws IOException {
        String encoding = response.header("Content-Encoding");
        return switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT)) {
            case "identity", "" -> new LimitedBytes(wire, wire, settings.limits());
            case "gzip", "x-gzip" ->
                new LimitedBytes(Okio.buffer(new GzipSource(Okio.source(wire))).inputStream(), wire, settings.limits());
            default ->
                throw new BodyRefused(
                        "the answer's Content-Encoding is '" + encoding + "', and only gzip was asked for", "");
        };
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
