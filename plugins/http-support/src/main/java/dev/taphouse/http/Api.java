package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.client.ErrorRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What all streams of an API share. Immutable; each method that sets something returns a new one. */
public final class Api {
    private final HttpUrl baseUrl;
    private final Map<String, String> headers;
    private final List<ErrorRule> rules;
    private final Optional<String> check;

    private Api(HttpUrl baseUrl, Map<String, String> headers, List<ErrorRule> rules, Optional<String> check) {
        this.baseUrl = baseUrl;
        this.headers = headers;
        this.rules = rules;
        this.check = check;
    }

    /**
     * An API at an address.
     *
     * @param baseUrl a folder: paths of streams are below it
     * @throws SourceException of kind CONFIG if it is no address of HTTP
     */
    public static Api at(String baseUrl) {
        HttpUrl url = HttpUrl.parse(baseUrl);
        if (url == null) {
            throw new SourceException(
                            SourceException.Kind.CONFIG, "the base URL '" + baseUrl + "' is no address of HTTP")
                    .remedy("It begins with https:// or http://.");
        }
        return new Api(url, Map.of(), List.of(), Optional.empty());
    }

    /** With a header in every request. Placeholders are filled in. */
    public Api header(String name, String template) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, template);
        return new Api(baseUrl, Map.copyOf(more), rules, check);
    }

    /** With rules for answers that are no success, after those of a stream. */
    public Api rules(List<ErrorRule> more) {
        List<ErrorRule> all = new ArrayList<>(rules);
        all.addAll(more);
        return new Api(baseUrl, headers, List.copyOf(all), check);
    }

    /** With a path whose answer shows that the API can be used; by default the first stream's is asked for. */
    public Api check(String path) {
        return new Api(baseUrl, headers, rules, Optional.of(path));
    }

    HttpUrl baseUrl() {
        return baseUrl;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<ErrorRule> rules() {
        return rules;
    }

    Optional<String> check() {
        return check;
    }
}
