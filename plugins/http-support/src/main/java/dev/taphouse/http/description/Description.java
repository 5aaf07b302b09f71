package dev.taphouse.http.description;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.Api;
import dev.taphouse.http.HttpStream;
import dev.taphouse.http.client.RateBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** An API and its streams, as a description has them. */
public final class Description {
    private static final String NO_URL = "https://localhost/";

    private final Api api;
    private final List<HttpStream> streams;

    private Description(Api api, List<HttpStream> streams) {
        this.api = api;
        this.streams = streams;
    }

    /**
     * Reads a description.
     *
     * @param json its values: String, Boolean, exact numbers, List, Map
     * @param names of the settings that placeholders may stand for
     * @param values of them; empty for one that is not set
     * @throws SourceException of kind CONFIG with everything that is wrong with it
     */
    public static Description of(
            Map<String, ?> json, Set<String> names, Function<String, Optional<String>> values, SourceContext context) {
        Problems problems = new Problems();
        Settings settings = new Settings(names, values);
        Element root = new Element(problems, "", settings.inNumbers(json));
        Api api = api(root, settings, context);
        List<HttpStream> streams = streams(root, settings, context);
        root.done();
        problems.throwAny();
        return new Description(api, streams);
    }

    /** The API. */
    public Api api() {
        return api;
    }

    /** The streams, parents before their children. */
    public List<HttpStream> streams() {
        return streams;
    }

    private static Api api(Element root, Settings settings, SourceContext context) {
        String text = settings.fill(root, "base_url", root.required("base_url", "\"https://api.example.com/v1\""));
        HttpUrl url = HttpUrl.parse(text);
        if (url == null && !text.isEmpty()) {
            root.problem("base_url", "is '" + text + "', which is no address of HTTP");
        }
        HttpUrl base = url == null ? HttpUrl.get(NO_URL) : url;
        Api api = Api.at(base.toString());
        for (Map.Entry<String, String> header : root.texts("headers").entrySet()) {
            api = api.header(header.getKey(), settings.fill(root, "headers." + header.getKey(), header.getValue()));
        }
        Optional<Element> authentication = root.object("authentication");
        if (authentication.isPresent()) {
            api = api.authentication(new AuthenticationParser(authentication.get(), settings, context, base).parse());
        }
        Optional<Element> limit = root.object("rate_limit");
        if (limit.isPresent()) {
            api = limited(api, limit.get());
        }
        api = api.rules(List.of(ErrorRules.parse(root)));
        Optional<String> check = root.text("check");
        return check.isPresent() ? api.check(check.get()) : api;
    }

    private static Api limited(Api api, Element limit) {
        Optional<Long> requests = limit.integer("requests");
        Duration per = limit.duration("per").orElse(Duration.ofMinutes(1));
        Optional<Long> concurrency = limit.integer("concurrency");
        RateBudget budget = RateBudget.unlimited();
        try {
            budget = requests.isPresent() ? RateBudget.of(Math.toIntExact(requests.get()), per) : budget;
            budget = concurrency.isPresent() ? budget.concurrency(Math.toIntExact(concurrency.get())) : budget;
        } catch (IllegalArgumentException | ArithmeticException e) {
            limit.problem("requests", "cannot be kept: " + e.getMessage());
        }
        Api limited = api.budget(budget)
                .parallelism((int) (long) concurrency.filter(n -> n > 0).orElse(1L));
        limited = limited.client(RateHeadersParser.parse(limit, limited.clientSettings()));
        limit.done();
        return limited;
    }

    private static List<HttpStream> streams(Element root, Settings settings, SourceContext context) {
        Element defaults = root.object("defaults").orElseGet(() -> new Element(new Problems(), "defaults", Map.of()));
        for (String key : List.of("name", "path", "parent", "schema")) {
            if (defaults.has(key)) {
                defaults.problem(key, "is each stream's own; remove it from 'defaults'");
            }
        }
        Map<String, StreamParser> parsers = new LinkedHashMap<>();
        named(root)
                .forEach((name, element) -> parsers.put(
                        name,
                        new StreamParser(name, element.over(defaults, Inherited::of), defaults, settings, context)));
        if (parsers.isEmpty() && !root.has("streams")) {
            root.problem("streams", "is missing; it holds at least one stream");
        }
        Map<String, HttpStream> parsed = new LinkedHashMap<>();
        parsers.forEach((name, parser) -> parsed.put(name, parser.parse()));
        return parentsFirst(root, parsers, parsed);
    }

    /** The streams by name: a list of objects with names, or an object of objects. */
    private static Map<String, Element> named(Element root) {
        Map<String, Element> named = new LinkedHashMap<>();
        if (root.any("streams").orElse(List.of()) instanceof Map<?, ?>) {
            root.object("streams")
                    .ifPresent(streams -> streams.names()
                            .forEach(name -> streams.object(name).ifPresent(stream -> named.put(name, stream))));
            return named;
        }
        for (Element stream : root.objects("streams")) {
            String name = stream.required("name", "\"orders\"");
            if (!name.isEmpty() && named.put(name, stream) != null) {
                stream.problem("name", "is '" + name + "', as that of another stream");
            }
        }
        return named;
    }

    private static List<HttpStream> parentsFirst(
            Element root, Map<String, StreamParser> parsers, Map<String, HttpStream> parsed) {
        Set<String> ordered = new LinkedHashSet<>();
        for (String name : parsed.keySet()) {
            List<String> line = new ArrayList<>();
            String at = name;
            while (!at.isEmpty() && !ordered.contains(at)) {
                if (line.contains(at)) {
                    root.problem("streams." + name + ".parent", "leads back to the stream itself");
                    break;
                }
                line.add(0, at);
                at = parent(root, parsers, at);
            }
            ordered.addAll(line);
        }
        return ordered.stream().map(parsed::get).toList();
    }

    private static String parent(Element root, Map<String, StreamParser> parsers, String name) {
        Optional<String> parent = Optional.ofNullable(parsers.get(name)).flatMap(StreamParser::parentName);
        if (parent.isPresent() && !parsers.containsKey(parent.get())) {
            root.problem(
                    "streams." + name + ".parent.stream",
                    "is '" + parent.get() + "', which is no stream" + Nearest.hint(parent.get(), parsers.keySet()));
            return "";
        }
        return parent.orElse("");
    }
}
