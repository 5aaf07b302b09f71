package dev.taphouse.http;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.http.client.ApiClient;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.CallScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes streams: by their schema, by the plugin's files, or by a sample of their records. */
final class Discovery {
    private final Api api;
    private final ApiClient client;
    private final ServerClock clock;
    private final SourceContext context;
    private final Scope scope;
    private final Samples samples;

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
        this.scope = scope;
        this.samples = new Samples(api, client, clock, context, streams, scope);
    }

    /** Tests that the API answers as it should, by a path of its own or the first page of a stream. */
    void check(Iterable<HttpStream> streams) throws Exception {
        if (api.check().isPresent()) {
            ApiRequest request = new HttpStream("check").path(api.check().get()).list(api, scope);
            client.exchange(request, api.rules(), CallScope.of(context), response -> {
                clock.saw(response);
                return true;
            });
            return;
        }
        for (HttpStream stream : streams) {
            if (stream.parent().isEmpty()) {
                samples.of(stream);
                return;
            }
        }
    }

    /** The answer to a question outside of any stream. */
    Map<String, @Nullable Object> get(String path) throws Exception {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        client.exchange(
                new HttpStream("probe").path(path).list(api, scope), api.rules(), CallScope.of(context), response -> {
                    clock.saw(response);
                    byte[] body = response.body().readAllBytes();
                    answer.putAll(JsonText.object(body, 0, body.length));
                    return true;
                });
        return answer;
    }

    /** The stream without a look at its records, for one that is not to be had. */
    StreamSpec unseen(HttpStream stream) {
        return stream.schema().or(() -> file(stream)).orElse(StreamSpec.of(stream.name()));
    }

    /** The stream; one that cannot be described is listed as such, and the others are described. */
    StreamSpec spec(HttpStream stream) throws Exception {
        Optional<StreamSpec> known = stream.schema().or(() -> file(stream));
        try {
            return complete(stream, known.isPresent() ? widened(stream, known.get()) : sampled(stream));
        } catch (SourceException e) {
            if (e.kind() == SourceException.Kind.CONFIG || e.kind() == SourceException.Kind.CREDENTIALS) {
                throw e;
            }
            String remedy = e.remedy().map(sentence -> ". " + sentence).orElse("");
            return StreamSpec.of(stream.name()).unavailable(e.kind(), e.getMessage() + remedy);
        }
    }

    private Optional<StreamSpec> file(HttpStream stream) {
        return context.streams().stream()
                .filter(spec -> spec.name().equals(stream.name()))
                .findFirst();
    }

    private StreamSpec sampled(HttpStream stream) throws Exception {
        List<Field> fields = samples.of(stream).fields();
        if (fields.isEmpty()) {
            throw new SourceException(
                            SourceException.Kind.ABSENT,
                            "stream '" + stream.name() + "' has no record now from which its fields could be told")
                    .remedy("Give it a 'schema', or discover again when there are records.");
        }
        return StreamSpec.of(stream.name(), fields);
    }

    /** With the fields of a sample that the schema leaves to it. */
    private StreamSpec widened(HttpStream stream, StreamSpec known) throws Exception {
        if (stream.sampled().isEmpty()) {
            return known;
        }
        List<Field> more = new ArrayList<>();
        for (Field field : samples.of(stream).fields()) {
            boolean open = stream.sampled().stream().anyMatch(field.name()::startsWith);
            if (open && known.field(field.name()).isEmpty()) {
                more.add(field);
            }
        }
        return known.moreFields(more.toArray(Field[]::new));
    }

    private static StreamSpec complete(HttpStream stream, StreamSpec given) {
        StreamSpec spec = stream.tellsDeletes() ? given.deletes() : given;
        if (!stream.primaryKey().isEmpty()) {
            requireFields(spec, "primary_key", stream.primaryKey());
            spec = spec.keys(stream.primaryKey().toArray(String[]::new));
        }
        if (stream.incremental().isPresent()) {
            String cursor = stream.incremental().get().field();
            requireFields(spec, "replication_key", List.of(cursor));
            return spec.defaultCursor(cursor).resume(StreamSpec.Resume.BY_POSITION);
        }
        return stream.paginator().durable() ? spec.resume(StreamSpec.Resume.BY_POSITION) : spec;
    }

    private static void requireFields(StreamSpec spec, String setting, List<String> names) {
        List<String> missing = new ArrayList<>(names);
        spec.fields().forEach(field -> missing.remove(field.name()));
        if (!missing.isEmpty()) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "stream '" + spec.name() + "': its records have no field '" + String.join("', '", missing)
                                    + "', which '" + setting + "' names; they have "
                                    + String.join(
                                            ", ",
                                            spec.fields().stream()
                                                    .map(Field::name)
                                                    .toList()))
                    .remedy("Correct '" + setting + "', or the path of the records.");
        }
    }
}
