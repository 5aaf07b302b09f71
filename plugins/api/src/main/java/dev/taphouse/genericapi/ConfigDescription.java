package dev.taphouse.genericapi;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The description in a config: in our words, or in those of Mage's API source, which has one stream. */
final class ConfigDescription {
    private static final List<Option<? extends Optional<?>>> OURS = List.of(
            ApiOptions.BASE_URL,
            ApiOptions.AUTHENTICATION,
            ApiOptions.HEADERS,
            ApiOptions.RATE_LIMIT,
            ApiOptions.CHECK,
            ApiOptions.DEFAULTS,
            ApiOptions.STREAMS);

    private final SourceContext context;

    ConfigDescription(SourceContext context) {
        this.context = context;
    }

    Map<String, ?> json() {
        Optional<String> url = context.get(ApiOptions.URL);
        boolean ours = context.get(ApiOptions.STREAMS).isPresent()
                || context.get(ApiOptions.BASE_URL).isPresent();
        if (url.isPresent() && ours) {
            throw wrong("option 'url' is set together with 'base_url' or 'streams'", "Keep 'base_url' and 'streams'.");
        }
        if (url.isEmpty() && !ours) {
            throw wrong("neither 'base_url' and 'streams' nor 'url' is set", "Say which API to read.");
        }
        return url.map(this::oneStream).orElseGet(this::own);
    }

    private Map<String, ?> own() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Option<? extends Optional<?>> option : OURS) {
            context.get(option).ifPresent(value -> json.put(option.name(), value));
        }
        return json;
    }

    private Map<String, ?> oneStream(String url) {
        Map<String, Object> stream = new LinkedHashMap<>();
        context.get(ApiOptions.QUERY).ifPresent(query -> stream.put("params", query));
        Optional<Map<String, Object>> payload = context.get(ApiOptions.PAYLOAD).filter(body -> !body.isEmpty());
        String method = context.get(ApiOptions.METHOD).orElse(payload.isPresent() ? "POST" : "GET");
        stream.put("method", method.toUpperCase(Locale.ROOT));
        payload.ifPresent(body -> stream.put("body", body));
        context.get(ApiOptions.RESPONSE_PARSER)
                .filter(path -> !path.isBlank())
                .ifPresent(path -> stream.put("records_path", path.endsWith("[*]") ? path : path + "[*]"));
        text(url, stream);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("base_url", url);
        context.get(ApiOptions.HEADERS).ifPresent(headers -> json.put("headers", headers));
        context.get(ApiOptions.AUTHENTICATION).ifPresent(how -> json.put("authentication", how));
        json.put("streams", Map.of("api", stream));
        return json;
    }

    /** A text with columns, by the end of its name or because there are settings for one. */
    private void text(String url, Map<String, Object> stream) {
        String path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
        Optional<String> separator = context.get(ApiOptions.SEPARATOR).filter(text -> !text.isEmpty());
        Optional<List<String>> columns = context.get(ApiOptions.COLUMNS).filter(names -> !names.isEmpty());
        boolean tabs = path.endsWith(".tsv");
        if (!tabs && !path.endsWith(".csv") && separator.isEmpty()) {
            return;
        }
        stream.put("format", tabs ? "tsv" : "csv");
        separator.ifPresent(text -> stream.put("separator", text));
        columns.ifPresent(names -> stream.put("columns", names));
        context.get(ApiOptions.HAS_HEADER).ifPresent(there -> stream.put("has_header", there));
        stream.remove("records_path");
    }

    private static SourceException wrong(String what, String remedy) {
        return new SourceException(SourceException.Kind.CONFIG, what).remedy(remedy);
    }
}
