package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonDocument;
import dev.taphouse.host.query.Query;
import dev.taphouse.host.query.Request;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which streams, and which of their rows. */
final class RequestInput {
    @Option(
            names = "--selected-streams",
            paramLabel = "STREAMS",
            description = "Only these streams: ids with blanks or commas between them, or a JSON list.")
    private @Nullable String streams;

    @Option(names = "--selected-streams-json", paramLabel = "JSON", description = "The same, a JSON list.")
    private @Nullable String streamsJson;

    @Option(
            names = "--query",
            paramLabel = "JSON",
            description = {
                "Parameters of this run, such as '{\"_limit\": 100}': _start_date, _end_date, _limit, _offset,",
                "and any that the connector knows."
            })
    private @Nullable String query;

    @Option(names = "--query-json", paramLabel = "JSON", description = "The same; --query is laid over it.")
    private @Nullable String queryJson;

    /** What is asked for. */
    Request read() {
        if (streams != null && streamsJson != null) {
            throw usage("--selected-streams and --selected-streams-json say the same; keep one");
        }
        Set<String> wanted = Set.of();
        if (streams != null) {
            wanted = streams.strip().startsWith("[") ? list(streams, "--selected-streams") : names(streams);
        } else if (streamsJson != null) {
            wanted = list(streamsJson, "--selected-streams-json");
        }
        return new Request(wanted, query(), false);
    }

    private Query query() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        if (queryJson != null) {
            parameters.putAll(new JsonDocument("--query-json", ExitCode.USAGE).object(queryJson));
        }
        if (query != null) {
            parameters.putAll(new JsonDocument("--query", ExitCode.USAGE).object(query));
        }
        return Query.of(parameters, query == null ? "--query-json" : "--query");
    }

    private static Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(text.split("[\\s,]+")).filter(name -> !name.isEmpty()).forEach(names::add);
        if (names.isEmpty()) {
            throw usage("--selected-streams names no stream; name some, or leave it out to read all");
        }
        return names;
    }

    private static Set<String> list(String json, String name) {
        Object document = new JsonDocument(name, ExitCode.USAGE).value(json.getBytes(StandardCharsets.UTF_8));
        if (!(document instanceof List<?> list)
                || list.isEmpty()
                || !list.stream().allMatch(String.class::isInstance)) {
            throw usage(name + " is not a JSON list of stream ids, such as [\"orders\", \"customers\"]; correct it");
        }
        Set<String> names = new LinkedHashSet<>();
        list.forEach(each -> names.add(String.valueOf(each)));
        return names;
    }

    private static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }
}
