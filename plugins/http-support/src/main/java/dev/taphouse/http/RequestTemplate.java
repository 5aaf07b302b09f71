package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.client.ApiRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Fills the placeholders of a stream's request. */
final class RequestTemplate {
    private final String stream;
    private final Scope scope;

    RequestTemplate(String stream, Scope scope) {
        this.stream = stream;
        this.scope = scope;
    }

    /** The request, without parameters and headers. */
    ApiRequest request(HttpUrl base, String path, boolean post, @Nullable Object body) {
        HttpUrl url = url(base, path);
        if (!post) {
            return ApiRequest.get(url);
        }
        byte[] content =
                body == null ? new byte[0] : JsonText.write(filled(body)).getBytes(StandardCharsets.UTF_8);
        return ApiRequest.post(url, "application/json", content).repeatable();
    }

    /** A text with its placeholders filled in. */
    String text(String template) {
        return fill(template, false);
    }

    private HttpUrl url(HttpUrl base, String path) {
        String filled = fill(path, true);
        HttpUrl whole = filled.matches("(?i)https?://.*") ? HttpUrl.parse(filled) : below(base, filled);
        if (whole == null) {
            throw new SourceException(
                    SourceException.Kind.CONFIG, "stream '" + stream + "': '" + filled + "' is no path of an address");
        }
        return whole;
    }

    /** The base is a folder, whether it ends in a slash or not; its query stays. */
    private static @Nullable HttpUrl below(HttpUrl base, String path) {
        int query = path.indexOf('?');
        String segments = query < 0 ? path : path.substring(0, query);
        HttpUrl.Builder url = base.newBuilder();
        String relative = segments.startsWith("/") ? segments.substring(1) : segments;
        if (!relative.isEmpty()) {
            List<String> baseSegments = base.encodedPathSegments();
            if (baseSegments.get(baseSegments.size() - 1).isEmpty()) {
                url.removePathSegment(baseSegments.size() - 1);
            }
            url.addEncodedPathSegments(relative);
        }
        if (query >= 0) {
            HttpUrl parsed = HttpUrl.parse("http://x/" + path.substring(query));
            if (parsed == null) {
                return null;
            }
            for (int i = 0; i < parsed.querySize(); i++) {
                url.addQueryParameter(parsed.queryParameterName(i), parsed.queryParameterValue(i));
            }
        }
        return url.build();
    }

    private @Nullable Object filled(@Nullable Object json) {
        if (json instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), filled(value)));
            return copy;
        }
        if (json instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(filled(value)));
            return copy;
        }
        return json instanceof String text ? text(text) : json;
    }

    private String fill(String template, boolean encoded) {
        try {
            return Template.of(template).fill(scope::placeholder, text -> encoded ? encoded(text) : text);
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                            SourceException.Kind.CONFIG,
                            "stream '" + stream + "': " + e.getMessage() + " in '" + template + "'")
                    .remedy("Set that option, or use a placeholder that has a value here.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
