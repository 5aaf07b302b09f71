package dev.taphouse.http.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.auth.TokenMaker.GrantRefused;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.Sender;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that is renewed: before it expires, and once when it is refused. It is kept in the host's store, so that all
 * threads and processes with one credential have one token, and a refresh token that rotates is used once.
 */
final class TokenAuthentication implements Authentication {
    private final SourceContext context;
    private final TokenMaker maker;
    private final String header;
    private final String prefix;
    private volatile @Nullable Token held;

    /**
     * An authentication.
     *
     * @param header which carries the token
     * @param prefix what stands before it, such as {@code "Bearer "}
     */
    TokenAuthentication(SourceContext context, TokenMaker maker, String header, String prefix) {
        this.context = context;
        this.maker = maker;
        this.header = header;
        this.prefix = prefix;
    }

    @Override
    public ApiRequest apply(ApiRequest request, Sender sender) throws Exception {
        Token now = held;
        if (now == null || !now.isFresh(context.clock().instant())) {
            now = renewUnless(Token::isFresh, sender);
        }
        return request.header(header, prefix + now.access());
    }

    @Override
    public boolean renew(ApiRequest refused, Sender sender) throws Exception {
        String sent = refused.headers().get(header);
        renewUnless((token, now) -> token.isFresh(now) && !(prefix + token.access()).equals(sent), sender);
        return true;
    }

    @Override
    public Set<String> secrets() {
        Set<String> all = new HashSet<>(maker.secrets());
        Token now = held;
        if (now != null) {
            all.add(now.access());
            Optional.ofNullable(now.refresh()).ifPresent(all::add);
        }
        return all;
    }

    /** Whether a token will do. */
    private interface Test {
        boolean holds(Token token, Instant now);
    }

    private Token renewUnless(Test good, Sender sender) throws Exception {
        try {
            return update(good, sender, null);
        } catch (GrantRefused first) {
            // somebody outside of the lock may have renewed it meanwhile: then the store has another one by now
            return update(good, sender, first);
        }
    }

    private Token update(Test good, Sender sender, @Nullable GrantRefused before) throws Exception {
        Token[] token = new Token[1];
        context.secrets(key(), old -> {
            Token stored = Token.in(old).orElse(null);
            if (stored != null && good.holds(stored, context.clock().instant())) {
                token[0] = stored;
                return old;
            }
            if (before != null && (stored == null || before.used().equals(stored.refresh()))) {
                throw logInAgain(before);
            }
            token[0] = made(stored, sender, before);
            return token[0].stored();
        });
        held = token[0];
        return token[0];
    }

    private Token made(@Nullable Token stored, Sender sender, @Nullable GrantRefused before) throws Exception {
        try {
            return maker.make(stored, sender);
        } catch (GrantRefused refused) {
            throw before == null ? refused : logInAgain(refused);
        }
    }

    private static SourceException logInAgain(GrantRefused refused) {
        return new SourceException(Kind.CREDENTIALS, String.valueOf(refused.getMessage()), refused)
                .remedy("Log in again and put the new refresh token into the config: the one there was used up, has"
                        + " expired or was revoked.");
    }

    /** One for each login, so that those of two accounts do not push each other out. */
    private String key() {
        return maker.place() + " " + digest(maker.login());
    }

    private static String digest(String login) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(login.getBytes(UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
