package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.http.client.ClientSettings;
import dev.taphouse.http.client.ErrorRule;
import dev.taphouse.http.client.RateBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What all streams of an API share. Immutable; each method that sets something returns a new one. */
public final class Api {
    private final HttpUrl baseUrl;
    private Map<String, String> headers = Map.of();
    private List<ErrorRule> rules = List.of();
    private Optional<String> check = Optional.empty();
    private Authentication authentication = Authentication.NONE;
    private RateBudget budget = RateBudget.unlimited();
    private ClientSettings client = ClientSettings.of("taphouse", "https://taphouse.dev");
    private int parallelism = 1;

    private Api(HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    private Api(Api from) {
        baseUrl = from.baseUrl;
        headers = from.headers;
        rules = from.rules;
        check = from.check;
        authentication = from.authentication;
        budget = from.budget;
        client = from.client;
        parallelism = from.parallelism;
    }

    /**
     * An API at an address, without authentication.
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
        return new Api(url);
    }

    /** With a way to prove who asks. */
    public Api authentication(Authentication how) {
        Api copy = new Api(this);
        copy.authentication = how;
        return copy;
    }

    /** With a limit on how much is asked for; it is this session's. */
    public Api budget(RateBudget limit) {
        Api copy = new Api(this);
        copy.budget = limit;
        return copy;
    }

    /** With other settings of the client, where the user does not set them. */
    public Api client(ClientSettings usual) {
        Api copy = new Api(this);
        copy.client = usual;
        return copy;
    }

    /** With so many streams read at once. */
    public Api parallelism(int streams) {
        Api copy = new Api(this);
        copy.parallelism = streams;
        return copy;
    }

    /** With a header in every request. Placeholders are filled in. */
    public Api header(String name, String template) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, template);
        Api copy = new Api(this);
        copy.headers = Map.copyOf(more);
        return copy;
    }

    /** With rules for answers that are no success, after those of a stream. */
    public Api rules(List<ErrorRule> more) {
        List<ErrorRule> all = new ArrayList<>(rules);
        all.addAll(more);
        Api copy = new Api(this);
        copy.rules = List.copyOf(all);
        return copy;
    }

    /** With a path whose answer shows that the API can be used; by default the first stream's is asked for. */
    public Api check(String path) {
        Api copy = new Api(this);
        copy.check = Optional.of(path);
        return copy;
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

    Authentication authentication() {
        return authentication;
    }

    RateBudget budget() {
        return budget;
    }

    /** How the client is set up where the user does not say otherwise. */
    public ClientSettings clientSettings() {
        return client;
    }

    int parallelism() {
        return parallelism;
    }
}
