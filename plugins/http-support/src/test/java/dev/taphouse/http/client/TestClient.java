package dev.taphouse.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.Option;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.assertj.core.api.Assertions;

/** A client as tests want it: quick to try again, and asked for text. */
public final class TestClient implements AutoCloseable {
    /** Waits that nobody notices. */
    public static final RetryPolicy QUICK =
            new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(30));

    private final TestContext context;
    private final ApiClient client;

    /** With settings on top of {@link #settings()}. */
    public TestClient(ClientSettings settings, Authentication authentication, RateBudget budget) {
        this(settings, authentication, budget, context());
    }

    /** With a context that others share. */
    public TestClient(ClientSettings settings, Authentication authentication, RateBudget budget, TestContext context) {
        this.context = context;
        this.client = ApiClient.of(settings, authentication, budget, context);
    }

    /** Without credentials. */
    public TestClient() {
        this(settings(), Authentication.NONE, RateBudget.unlimited());
    }

    /** With credentials. */
    public TestClient(Authentication authentication) {
        this(settings(), authentication, RateBudget.unlimited());
    }

    /** The usual settings, but quick. */
    public static ClientSettings settings() {
        return ClientSettings.of("test", "https://example.com/contact").retry(QUICK);
    }

    /** A context without a config. */
    public static TestContext context() {
        return context(Map.of());
    }

    /** A context with a config of {@link ClientOptions}. */
    static TestContext context(Map<String, ?> config) {
        return TestContext.of(new NoSource(), config);
    }

    /** What a GET brings. */
    public String get(HttpUrl url) throws Exception {
        return send(ApiRequest.get(url)).orElseThrow();
    }

    /** What a request brings; empty when a rule says so. */
    public Optional<String> send(ApiRequest request, ErrorRule... rules) throws Exception {
        return send(request, response -> new String(response.body().readAllBytes(), UTF_8), rules);
    }

    /** What is read of an answer. */
    public <T> Optional<T> send(ApiRequest request, BodyReader<T> reader, ErrorRule... rules) throws Exception {
        return client.exchange(request, List.of(rules), CallScope.of(context), reader);
    }

    /** How a GET fails. */
    public SourceException failure(HttpUrl url, ErrorRule... rules) {
        return failure(ApiRequest.get(url), rules);
    }

    /** How a request fails. */
    public SourceException failure(ApiRequest request, ErrorRule... rules) {
        return Assertions.catchThrowableOfType(SourceException.class, () -> send(request, rules));
    }

    /** The client itself. */
    public ApiClient client() {
        return client;
    }

    /** Where it counts and logs. */
    public TestContext host() {
        return context;
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class NoSource implements Source {
        @Override
        public List<Option<?>> options() {
            return ClientOptions.all();
        }

        @Override
        public SourceSession open(SourceContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
