package dev.taphouse.http;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.http.client.ClientSettings;
import dev.taphouse.http.client.RetryPolicy;
import java.time.Duration;
import java.util.List;

/** A connector of the test's streams. */
final class TestSource extends HttpSource {
    private static final RetryPolicy QUICK =
            new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20));

    private final String url;
    private final List<HttpStream> streams;

    TestSource(String url, HttpStream... streams) {
        this.url = url;
        this.streams = List.of(streams);
    }

    @Override
    protected List<Option<?>> apiOptions() {
        return List.of();
    }

    @Override
    protected Api api(SourceContext context) {
        return Api.at(url)
                .client(ClientSettings.of("test", "https://example.com/contact").retry(QUICK));
    }

    @Override
    protected List<HttpStream> streams(SourceContext context) {
        return streams;
    }
}
