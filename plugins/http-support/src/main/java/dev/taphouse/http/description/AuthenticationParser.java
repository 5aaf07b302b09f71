package dev.taphouse.http.description;

import dev.taphouse.api.SourceContext;
import dev.taphouse.http.JsonText;
import dev.taphouse.http.auth.Authentication;
import dev.taphouse.http.auth.Credential;
import dev.taphouse.http.auth.OAuth2;
import dev.taphouse.http.auth.SessionLogin;
import dev.taphouse.http.client.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Reads {@code authentication}. */
final class AuthenticationParser {
    private static final String[] TYPES = {"none", "api_key", "basic", "bearer", "oauth2", "session"};
    private static final HttpUrl NOWHERE = HttpUrl.get("https://localhost/");

    private final Element element;
    private final Settings settings;
    private final SourceContext context;
    private final HttpUrl base;

    AuthenticationParser(Element element, Settings settings, SourceContext context, HttpUrl base) {
        this.element = element;
        this.settings = settings;
        this.context = context;
        this.base = base;
    }

    Authentication parse() {
        Optional<String> type = element.oneOf("type", TYPES);
        if (type.isEmpty()) {
            if (!element.has("type")) {
                element.problem("type", "is missing; it is one of " + String.join(", ", TYPES));
            }
            return Authentication.NONE;
        }
        Authentication how = switch (type.get()) {
            case "api_key" -> apiKey();
            case "basic" ->
                Credential.basic(value("username"), optional("password").orElse(""));
            case "bearer" -> bearer();
            case "oauth2" -> oauth2();
            case "session" -> session();
            default -> Authentication.NONE;
        };
        element.done();
        return how;
    }

    private Authentication apiKey() {
        Optional<String> header = element.text("header");
        Optional<String> param = element.text("param");
        String key = optional("prefix").orElse("") + value("key");
        if (header.isPresent() == param.isPresent()) {
            element.problem("header", "or 'param' has to be set, one of them: where the key goes");
            return Authentication.NONE;
        }
        if (key.isEmpty()) {
            return Authentication.NONE;
        }
        return header.isPresent() ? Credential.header(header.get(), key) : Credential.query(param.orElse(""), key);
    }

    private Authentication bearer() {
        String token = value("token");
        return token.isEmpty() ? Authentication.NONE : Credential.bearer(token);
    }

    private Authentication oauth2() {
        Optional<String> grant = element.oneOf("grant_type", "client_credentials", "refresh_token", "password");
        HttpUrl url = url("token_url");
        String id = value("client_id");
        String secret = optional("client_secret").orElse("");
        OAuth2 how = switch (grant.orElse("client_credentials")) {
            case "refresh_token" -> OAuth2.refreshToken(url, id, secret, value("refresh_token"));
            case "password" -> OAuth2.password(url, id, secret, value("username"), value("password"));
            default -> OAuth2.clientCredentials(url, id, secret);
        };
        if (!element.has("grant_type")) {
            element.problem("grant_type", "is missing; it is client_credentials, refresh_token or password");
        }
        for (Map.Entry<String, String> param : element.texts("params").entrySet()) {
            how = how.param(param.getKey(), settings.fill(element, "params", param.getValue()));
        }
        if (element.flag("client_as_basic")) {
            how = how.clientAsBasic();
        }
        Optional<String> header = element.text("header");
        if (header.isPresent()) {
            how = how.tokenIn(header.get(), element.text("prefix").orElse(""));
        }
        return how.authentication(context);
    }

    private Authentication session() {
        HttpUrl url = url("login_url");
        Map<String, Object> body = new LinkedHashMap<>();
        Set<String> secrets = new LinkedHashSet<>();
        element.texts("body").forEach((name, template) -> {
            String text = settings.fill(element, "body." + name, template);
            body.put(name, text);
            if (name.matches("(?i).*(pass|secret|key|token).*")) {
                secrets.add(text);
            }
        });
        ApiRequest request = ApiRequest.post(
                        url, "application/json", JsonText.write(body).getBytes(StandardCharsets.UTF_8))
                .repeatable();
        String path = element.required("token_path", "\"token\"");
        Optional<Duration> life = element.duration("token_life");
        return new SessionLogin(
                        request,
                        path,
                        element.text("header").orElse("Authorization"),
                        element.text("prefix").orElse("Bearer "),
                        life,
                        secrets)
                .authentication(context);
    }

    private HttpUrl url(String key) {
        String text = value(key);
        HttpUrl url = base.resolve(text);
        if (url == null || text.isEmpty()) {
            if (!text.isEmpty()) {
                element.problem(key, "is no address of HTTP");
            }
            return NOWHERE;
        }
        return url;
    }

    private String value(String key) {
        return settings.fill(element, key, element.required(key, "\"...\""));
    }

    private Optional<String> optional(String key) {
        return element.text(key).map(text -> settings.fill(element, key, text));
    }
}
