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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Which streams, and which of their rows. */
final class RequestInput extends Options {
    private final OptionSpec streams = with(option(String.class, "STREAMS", "--selected-streams")
            .description("Only these streams: ids with blanks or commas between them, or a JSON list."));
    private final OptionSpec streamsJson =
            with(option(String.class, "JSON", "--selected-streams-json").description("The same, a JSON list."));
    private final OptionSpec query = with(option(String.class, "JSON", "--query")
            .description(
                    "Parameters of this run, such as '{\"_limit\": 100}': _start_date, _end_date, _limit, _offset,",
                    "and any that the connector knows."));
    private final OptionSpec queryJson =
            with(option(String.class, "JSON", "--query-json").description("The same; --query is laid over it."));

    /** What is asked for. */
    Request read() {
        return new Request(wanted(), query(), false);
    }

    private Set<String> wanted() {
        Optional<String> named = given(streams);
        Optional<String> listed = given(streamsJson);
        if (named.isPresent() && listed.isPresent()) {
            throw usage("--selected-streams and --selected-streams-json say the same; keep one");
        }
        return named.map(text -> text.strip().startsWith("[") ? list(text, "--selected-streams") : names(text))
                .or(() -> listed.map(text -> list(text, "--selected-streams-json")))
                .orElse(Set.of());
    }

    private Query query() {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        Options.<String>given(queryJson)
                .ifPresent(text -> parameters.putAll(new JsonDocument("--query-json", ExitCode.USAGE).object(text)));
        Optional<String> over = given(query);
        over.ifPresent(text -> parameters.putAll(new JsonDocument("--query", ExitCode.USAGE).object(text)));
        return Query.of(parameters, over.isEmpty() ? "--query-json" : "--query");
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
