package dev.taphouse.http.auth;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.Sender;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Credentials that do not change. */
public final class Credential implements Authentication {
    private final UnaryOperator<ApiRequest> apply;
    private final Set<String> secrets;

    private Credential(UnaryOperator<ApiRequest> apply, Set<String> secrets) {
        this.apply = apply;
        this.secrets = secrets;
    }

    /**
     * A key in a header.
     *
     * @throws SourceException of kind CREDENTIALS when no header can carry it
     */
    public static Authentication header(String name, String key) {
        return header(name, key, key);
    }

    /** A key in a parameter of the query. */
    public static Authentication query(String name, String key) {
        return new Credential(request -> request.param(name, key), Set.of(key));
    }

    /**
     * User and password.
     *
     * @param user may be a key, where the password is empty
     */
    public static Authentication basic(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Credential(
                request -> request.header("Authorization", "Basic " + pair),
                password.isEmpty() ? Set.of(user, pair) : Set.of(password, pair));
    }

    /** A token that does not change. */
    public static Authentication bearer(String token) {
        return header("Authorization", "Bearer " + token, token);
    }

    private static Authentication header(String name, String value, String secret) {
        if (secret.isBlank() || !secret.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new SourceException(
                            Kind.CREDENTIALS,
                            "the secret for the header '" + name + "' "
                                    + (secret.isBlank() ? "is empty" : "holds a character that no header can carry"))
                    .remedy("Look for a line break or a quotation mark that was copied with it.");
        }
        return new Credential(request -> request.header(name, value), Set.of(secret));
    }

    @Override
    public ApiRequest apply(ApiRequest request, Sender sender) {
        return apply.apply(request);
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }
}
