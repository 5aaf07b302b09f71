package dev.taphouse.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method upper case
 * @param target path and query, as sent
 * @param headers by name in lower case; of several with one name the last
 * @param body whole
 */
public record ReceivedRequest(String method, String target, Map<String, String> headers, byte[] body) {

    /** The part before the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The parameters of the query, decoded; of several with one name the last. */
    public Map<String, String> query() {
        int query = target.indexOf('?');
        return query < 0 ? Map.of() : form(target.substring(query + 1));
    }

    /** The parameters of the body, which is a form then. */
    public Map<String, String> form() {
        return form(text());
    }

    /** A header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> found = new LinkedHashMap<>();
        Arrays.stream(encoded.split("&", -1)).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            found.put(
                    URLDecoder.decode(name, UTF_8),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        });
        return found;
    }
}
