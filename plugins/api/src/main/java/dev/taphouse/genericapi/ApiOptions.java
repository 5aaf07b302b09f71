package dev.taphouse.genericapi;

import dev.taphouse.api.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a user can set. */
final class ApiOptions {
    private static final String OBJECT = "{\"type\": \"object\"}";
    private static final String OBJECTS = "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\"}}";

    static final Option<Optional<String>> BASE_URL = Option.text(
                    "base_url", "Address of the API, above the paths of its streams")
            .example("https://api.example.com/v2/")
            .optional();
    static final Option<Optional<Map<String, Object>>> STREAMS =
            Option.object("streams", "The streams, by their names", OBJECTS).optional();
    static final Option<Optional<Map<String, Object>>> DEFAULTS =
            Option.object("defaults", "What holds for all streams", OBJECT).optional();
    static final Option<Optional<Map<String, Object>>> AUTHENTICATION = Option.object(
                    "authentication", "How requests prove who sends them", OBJECT)
            .optional();
    static final Option<Optional<Map<String, Object>>> HEADERS =
            Option.object("headers", "Headers of every request", OBJECT).optional();
    static final Option<Optional<Map<String, Object>>> RATE_LIMIT = Option.object(
                    "rate_limit", "How much may be asked in a period", OBJECT)
            .optional();
    static final Option<Optional<String>> CHECK = Option.text(
                    "check", "Path that is asked for to test the connection; the first stream's without")
            .optional();

    static final List<Option<?>> SECRETS = List.of(
            Option.secret("api_key", "A key, for {config.api_key}").optional(),
            Option.secret("token", "A token, for {config.token}").optional(),
            Option.text("username", "A user, for {config.username}").optional(),
            Option.secret("password", "A password, for {config.password}").optional(),
            Option.text("client_id", "A client of OAuth 2, for {config.client_id}")
                    .optional(),
            Option.secret("client_secret", "Its secret, for {config.client_secret}")
                    .optional(),
            Option.secret("refresh_token", "A first refresh token, for {config.refresh_token}")
                    .optional());

    static final Option<Optional<String>> URL = Option.text(
                    "url", "As Mage has it: the one address of the one stream 'api'")
            .optional();
    static final Option<Optional<Map<String, Object>>> QUERY = Option.object(
                    "query", "With 'url': parameters of the query", OBJECT)
            .optional();
    static final Option<Optional<Map<String, Object>>> PAYLOAD = Option.object(
                    "payload", "With 'url': the JSON that is posted", OBJECT)
            .optional();
    static final Option<Optional<String>> METHOD = Option.text("method", "With 'url': GET or POST")
            .alias("http_method")
            .optional();
    static final Option<Optional<String>> RESPONSE_PARSER = Option.text(
                    "response_parser", "With 'url': path of the records in the answer, such as data.items")
            .optional();
    static final Option<Optional<List<String>>> COLUMNS = Option.list(
                    "columns", "With 'url': names of the columns of a text without a header")
            .optional();
    static final Option<Optional<String>> SEPARATOR = Option.text(
                    "separator", "With 'url': what separates the columns of a text")
            .optional();
    static final Option<Optional<Boolean>> HAS_HEADER = Option.flag(
                    "has_header", "With 'url': whether a text begins with the names of its columns")
            .optional();

    private ApiOptions() {}

    static List<Option<?>> all() {
        List<Option<?>> all =
                new ArrayList<>(List.of(BASE_URL, AUTHENTICATION, HEADERS, RATE_LIMIT, CHECK, DEFAULTS, STREAMS));
        all.addAll(SECRETS);
        all.addAll(List.of(URL, QUERY, PAYLOAD, METHOD, RESPONSE_PARSER, COLUMNS, SEPARATOR, HAS_HEADER));
        return List.copyOf(all);
    }
}
