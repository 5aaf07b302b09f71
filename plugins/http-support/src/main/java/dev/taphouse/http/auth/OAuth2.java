package dev.taphouse.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.Reply;
import dev.taphouse.http.client.Secrets;
import dev.taphouse.http.client.Sender;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * OAuth 2.0 without a browser: tokens for a client, for a refresh token (which may rotate), or for a user's password.
 * Immutable; each method that sets something returns a new value.
 *
 * <pre>{@code
 * Authentication oauth = OAuth2.refreshToken(tokenUrl, clientId, clientSecret, refreshToken).authentication(context);
 * }</pre>
 */
public final class OAuth2 {
    private final HttpUrl tokenUrl;
    private final String clientId;
    private final String clientSecret;
    /** What the grant is made with: the form's parameters besides those of the client. */
    private final Map<String, String> grant;

    private final Map<String, String> extra;
    private final boolean basic;
    private final String header;
    private final String prefix;

    private OAuth2(
            HttpUrl tokenUrl,
            String clientId,
            String clientSecret,
            Map<String, String> grant,
            Map<String, String> extra,
            boolean basic,
            String header,
            String prefix) {
        this.tokenUrl = tokenUrl;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.grant = grant;
        this.extra = Map.copyOf(extra);
        this.basic = basic;
        this.header = header;
        this.prefix = prefix;
    }

    private static OAuth2 of(HttpUrl tokenUrl, String clientId, String clientSecret, Map<String, String> grant) {
        return new OAuth2(tokenUrl, clientId, clientSecret, grant, Map.of(), false, "Authorization", "Bearer ");
    }

    /** Tokens for the client itself. */
    public static OAuth2 clientCredentials(HttpUrl tokenUrl, String clientId, String clientSecret) {
        return of(tokenUrl, clientId, clientSecret, Map.of("grant_type", "client_credentials"));
    }

    /**
     * Tokens for a refresh token. Where it rotates, the new ones are kept in the host's store; the one given here is the
     * first.
     */
    public static OAuth2 refreshToken(HttpUrl tokenUrl, String clientId, String clientSecret, String refreshToken) {
        return of(tokenUrl, clientId, clientSecret, refreshGrant(refreshToken));
    }

    /** Tokens for a user's password. */
    public static OAuth2 password(
            HttpUrl tokenUrl, String clientId, String clientSecret, String user, String password) {
        Map<String, String> grant = new LinkedHashMap<>();
        grant.put("grant_type", "password");
        grant.put("username", user);
        grant.put("password", password);
        return of(tokenUrl, clientId, clientSecret, grant);
    }

    private static Map<String, String> refreshGrant(String token) {
        Map<String, String> grant = new LinkedHashMap<>();
        grant.put("grant_type", "refresh_token");
        grant.put("refresh_token", token);
        return grant;
    }

    /** With a parameter for the token server, such as {@code scope} or {@code audience}. */
    public OAuth2 param(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(extra);
        more.put(name, value);
        return new OAuth2(tokenUrl, clientId, clientSecret, grant, more, basic, header, prefix);
    }

    /** With the client's id and secret as Basic authentication instead of in the form. */
    public OAuth2 clientAsBasic() {
        return new OAuth2(tokenUrl, clientId, clientSecret, grant, extra, true, header, prefix);
    }

    /**
     * With the token in another header than {@code Authorization: Bearer}.
     *
     * @param before what stands before the token, with its blank
     */
    public OAuth2 tokenIn(String name, String before) {
        return new OAuth2(tokenUrl, clientId, clientSecret, grant, extra, basic, name, before);
    }

    /** The authentication, with its tokens in the store of the host. */
    public Authentication authentication(SourceContext context) {
        return new TokenAuthentication(context, new Maker(context), header, prefix);
    }

    /** Asks the token server. */
    private final class Maker implements TokenMaker {
        private final SourceContext context;

        Maker(SourceContext context) {
            this.context = context;
        }

        @Override
        public String place() {
            return "oauth2 " + grant.get("grant_type") + " " + address() + " " + clientId + " "
                    + grant.getOrDefault("username", "");
        }

        @Override
        public String login() {
            String refresh = grant.get("refresh_token");
            return refresh == null
                    ? clientSecret + "\n" + grant.getOrDefault("password", "") + "\n" + new TreeMap<>(extra)
                    : refresh;
        }

        @Override
        public Set<String> secrets() {
            Set<String> secrets = new LinkedHashSet<>();
            secrets.add(clientSecret);
            secrets.add(basicPair());
            for (String name : new String[] {"refresh_token", "password"}) {
                if (grant.containsKey(name)) {
                    secrets.add(grant.get(name));
                }
            }
            return secrets;
        }

        @Override
        public Token make(@Nullable Token old, Sender sender) throws Exception {
            String rotated = old == null ? null : old.refresh();
            if (rotated == null) {
                return made(grant, old, sender);
            }
            try {
                return made(refreshGrant(rotated), old, sender);
            } catch (GrantRefused e) {
                if (grant.containsKey("refresh_token")) {
                    throw e;
                }
                // a password makes new refresh tokens
                return made(grant, null, sender);
            }
        }

        private Token made(Map<String, String> how, @Nullable Token old, Sender sender) throws Exception {
            Instant askedAt = context.clock().instant();
            Reply reply = sender.send(request(how));
            String access = reply.isSuccess() ? reply.value("access_token").orElse(null) : null;
            if (access == null) {
                throw refused(reply, how, old);
            }
            String refresh = reply.value("refresh_token").orElse(how.get("refresh_token"));
            return new Token(access, refresh, Token.renewal(askedAt, reply, null));
        }

        private ApiRequest request(Map<String, String> how) {
            Map<String, String> form = new LinkedHashMap<>(how);
            form.putAll(extra);
            if (!basic) {
                form.put("client_id", clientId);
                if (!clientSecret.isEmpty()) {
                    form.put("client_secret", clientSecret);
                }
            }
            String text = form.entrySet().stream()
                    .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                    .collect(Collectors.joining("&"));
            // repeated when unsure: a refresh token that was used up by a lost answer is lost either way
            ApiRequest request = ApiRequest.post(tokenUrl, "application/x-www-form-urlencoded", text.getBytes(UTF_8))
                    .header("Accept", "application/json")
                    .repeatable();
            return basic ? request.header("Authorization", "Basic " + basicPair()) : request;
        }

        private Exception refused(Reply reply, Map<String, String> how, @Nullable Token old) {
            Set<String> secrets = secrets();
            secrets.addAll(how.values());
            if (old != null) {
                secrets.add(old.access());
            }
            secrets.remove(how.get("grant_type"));
            secrets.remove(how.get("username"));
            String message = "POST " + address() + ": "
                    + Secrets.of(secrets, Set.of())
                            .mask("status " + reply.status() + " instead of a token"
                                    + reply.message().map(text -> ": " + text).orElse(""));
            String refresh = how.get("refresh_token");
            String error = reply.value("error").orElse("");
            if (error.equals("invalid_grant") && refresh != null) {
                return new GrantRefused(refresh, message);
            }
            return switch (error) {
                case "invalid_grant" ->
                    new SourceException(Kind.CREDENTIALS, message).remedy("Check user and password in the config.");
                case "invalid_client", "unauthorized_client" ->
                    new SourceException(Kind.CREDENTIALS, message)
                            .remedy("Check client_id and client_secret in the config.");
                case "invalid_scope", "unsupported_grant_type", "invalid_request" ->
                    new SourceException(Kind.CONFIG, message).remedy("Check the authentication's settings.");
                default ->
                    reply.status() == 400 || reply.status() == 401 || reply.status() == 403
                            ? new SourceException(Kind.CREDENTIALS, message)
                                    .remedy("Check client_id and client_secret in the config.")
                            : new SourceException(Kind.CONFIG, message).remedy("Check token_url in the config.");
            };
        }

        private String address() {
            return tokenUrl.newBuilder()
                    .username("")
                    .password("")
                    .query(null)
                    .fragment(null)
                    .build()
                    .toString();
        }

        private String basicPair() {
            return Base64.getEncoder()
                    .encodeToString((encoded(clientId) + ":" + encoded(clientSecret)).getBytes(UTF_8));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    }
}
