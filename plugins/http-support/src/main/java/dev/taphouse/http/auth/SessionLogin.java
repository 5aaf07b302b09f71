package dev.taphouse.http.auth;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.Reply;
import dev.taphouse.http.client.Secrets;
import dev.taphouse.http.client.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A login whose answer holds a token.
 *
 * @param request the request, with the credentials in it; sent again when the token has expired or is refused
 * @param tokenPath where the token is in the answer: names with dots between
 * @param header which carries the token
 * @param prefix what stands before it, with its blank; may be empty
 * @param life of a token, where the answer has no {@code expires_in}; empty to use it until it is refused
 * @param secrets of the login, never shown
 */
public record SessionLogin(
        ApiRequest request,
        String tokenPath,
        String header,
        String prefix,
        Optional<Duration> life,
        Set<String> secrets) {

    /** Copies the secrets. */
    public SessionLogin {
        secrets = Set.copyOf(secrets);
    }

    /** The authentication, with its token in the store of the host. */
    public Authentication authentication(SourceContext context) {
        return new TokenAuthentication(context, new Maker(context), header, prefix);
    }

    /** Keeps the credentials out of messages. */
    @Override
    public String toString() {
        return "login at " + request.url().host();
    }

    /** Logs in. */
    private final class Maker implements TokenMaker {
        private final SourceContext context;

        Maker(SourceContext context) {
            this.context = context;
        }

        @Override
        public String place() {
            return "session " + address();
        }

        @Override
        public String login() {
            ApiRequest.Body body = request.body();
            return request.url() + "\n" + request.headers() + "\n"
                    + (body == null ? "" : Arrays.toString(body.content()));
        }

        @Override
        public Set<String> secrets() {
            return secrets;
        }

        @Override
        public Token make(@Nullable Token old, Sender sender) throws Exception {
            Instant askedAt = context.clock().instant();
            Reply reply = sender.send(request.repeatable());
            String token = reply.isSuccess() ? reply.value(tokenPath).orElse(null) : null;
            if (token == null) {
                throw refused(reply);
            }
            return new Token(token, null, Token.renewal(askedAt, reply, life.orElse(null)));
        }

        private SourceException refused(Reply reply) {
            String what = reply.isSuccess()
                    ? "the answer to the login has no '" + tokenPath + "'"
                    : "status " + reply.status() + " to the login"
                            + reply.message().map(text -> ": " + text).orElse("");
            String message = request.method() + " " + address() + ": "
                    + Secrets.of(secrets, Set.of()).mask(what);
            return reply.isSuccess()
                    ? new SourceException(Kind.CONFIG, message).remedy("Check the path of the token.")
                    : new SourceException(Kind.CREDENTIALS, message).remedy("Check user and password in the config.");
        }

        private String address() {
            return request.url()
                    .newBuilder()
                    .username("")
                    .password("")
                    .query(null)
                    .fragment(null)
                    .build()
                    .toString();
        }
    }
}
