package dev.taphouse.http;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.CallScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes streams: by their schema, by the plugin's files, or by a sample of their records. */
final class Discovery {
    private final Api api;
    private final ApiClient client;
    private final ServerClock clock;
    private final SourceContext context;
    private final Map<String, HttpStream> streams;
    private final Scope scope;

    Discovery(
            Api api,
            ApiClient client,
            ServerClock clock,
            SourceContext context,
            Map<String, HttpStream> streams,
            Scope scope) {
        this.api = api;
        this.client = client;
        this.clock = clock;
        this.context = context;
        this.streams = streams;
        this.scope = scope;
    }

    /** Tests that the API answers as it should. */
    void check() throws Exception {
        Optional<HttpStream> first = streams.values().stream()
                .filter(stream -> stream.parent().isEmpty())
                .findFirst();
        ApiRequest request = api.check()
                .map(path -> new HttpStream("check").path(path).list(api, scope))
                .or(() -> first.map(stream ->
                        stream.paginator().request(stream.list(api, scope), dev.taphouse.http.paging.Page.FIRST)))
                .orElseThrow(() -> new SourceException(SourceException.Kind.CONFIG, "there are no streams"));
        client.exchange(request, api.rules(), CallScope.of(context), response -> {
            clock.saw(response);
            return true;
        });
    }

    /** The answer to a question outside of any stream. */
    Map<String, @Nullable Object> get(String path) throws Exception {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        client.exchange(
                new HttpStream("probe").path(path).list(api, scope),
                api.rules(),
                CallScope.of(context),
                response -> {
                    clock.saw(response);
                    byte[] body = response.body().readAllBytes();
                    answer.putAll(JsonText.object(body, 0, body.length));
                    return true;
                });
        return answer;
    }

    StreamSpec spec(HttpStream stream) {
        return described(stream);
    }

    /** The stream without a look at its records. */
    StreamSpec described(HttpStream stream) {
        Optional<StreamSpec> file = context.streams().stream()
                .filter(spec -> spec.name().equals(stream.name()))
                .findFirst();
        StreamSpec spec = stream.schema().or(() -> file).orElseThrow();
        if (!stream.primaryKey().isEmpty()) {
            spec = spec.keys(stream.primaryKey().toArray(String[]::new));
        }
        if (stream.incremental().isPresent()) {
            spec = spec.defaultCursor(stream.incremental().get().field());
        }
        return spec;
    }
}
