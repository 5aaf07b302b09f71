package dev.taphouse.sql.server;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SSH server that a tunnel goes through, and how to log in.
 *
 * @param host its name or address
 * @param port its port
 * @param user who logs in
 * @param password null without
 * @param keys tried in turn; may be empty
 * @param knownHosts the file its host key is checked against; null when it is not checked
 */
public record SshServer(
        String host,
        int port,
        String user,
        @Nullable String password,
        List<KeyPair> keys,
        @Nullable Path knownHosts) {
    /** The host; without it there is no tunnel. */
    public static final Option<Optional<String>> HOST = Option.text(
                    "ssh_host", "SSH server to tunnel through; the database's host is as seen from there")
            .optional();

    /** The port. */
    public static final Option<Long> PORT =
            Option.integer("ssh_port", "Port of the SSH server").defaultsTo(22L);

    /** The user. */
    public static final Option<Optional<String>> USER =
            Option.text("ssh_user", "User of the SSH server").optional();

    /** The password. */
    public static final Option<Optional<String>> PASSWORD =
            Option.secret("ssh_password", "Password of the SSH user").optional();

    /** The private key. */
    public static final Option<Optional<String>> PRIVATE_KEY = Option.secret(
                    "ssh_private_key", "Private key of the SSH user: path or text of an OpenSSH or PEM file")
            .optional();

    /** What the key is encrypted with. */
    public static final Option<Optional<String>> PASSPHRASE = Option.secret(
                    "ssh_private_key_passphrase", "Passphrase of the SSH user's private key")
            .optional();

    /** The known hosts. */
    public static final Option<Optional<String>> KNOWN_HOSTS = Option.text(
                    "ssh_known_hosts", "Path of the known_hosts file; that in ~/.ssh when not given")
            .optional();

    /** Whether the host key is checked. */
    public static final Option<Boolean> CHECKING = Option.flag(
                    "ssh_host_key_checking", "Whether the SSH server's key must be in the known_hosts file")
            .defaultsTo(true);

    /** The tunnel as Meltano's tap has it. */
    public static final Option<Optional<Map<String, Object>>> MELTANO = Option.object(
                    "ssh_tunnel",
                    "The tunnel in the form of Meltano's tap-postgres; the ssh_... options go before it",
                    "{\"type\": \"object\", \"properties\": {\"enable\": {\"type\": \"boolean\"},"
                            + " \"host\": {\"type\": \"string\"}, \"port\": {\"type\": \"integer\"},"
                            + " \"username\": {\"type\": \"string\"}, \"private_key\": {\"type\": \"string\"},"
                            + " \"private_key_password\": {\"type\": [\"string\", \"null\"]}},"
                            + " \"additionalProperties\": false}")
            .optional();

    /** The options, for a connector's list. */
    public static List<Option<?>> options() {
        return List.of(HOST, PORT, USER, PASSWORD, PRIVATE_KEY, PASSPHRASE, KNOWN_HOSTS, CHECKING, MELTANO);
    }

    /**
     * What the options say; empty without a tunnel. Reads the key's file.
     *
     * @throws SourceException of kind CONFIG for options that cannot work
     */
    public static Optional<SshServer> of(SourceContext context) {
        Map<String, Object> meltano = context.get(MELTANO)
                .filter(tunnel -> Boolean.TRUE.equals(tunnel.get("enable")))
                .orElse(Map.of());
        Optional<String> host = context.get(HOST).or(() -> text(meltano, "host"));
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String user = context.get(USER)
                .or(() -> text(meltano, "username"))
                .orElseThrow(() -> missing(USER.name(), "Set it to the user who logs in at " + host.get() + "."));
        Optional<String> password = context.get(PASSWORD);
        List<KeyPair> keys = context.get(PRIVATE_KEY)
                .or(() -> text(meltano, "private_key"))
                .map(key -> keys(key, context.get(PASSPHRASE).or(() -> text(meltano, "private_key_password"))))
                .orElse(List.of());
        if (password.isEmpty() && keys.isEmpty()) {
            throw missing(PRIVATE_KEY.name(), "Set it, or ssh_password.");
        }
        long port = meltano.get("port") instanceof Number number ? number.longValue() : context.get(PORT);
        return Optional.of(new SshServer(
                host.get(), Math.toIntExact(port), user, password.orElse(null), keys, knownHosts(context)));
    }

    private static List<KeyPair> keys(String value, Optional<String> passphrase) {
        try {
            return PrivateKeys.pairs(PemOption.text(PRIVATE_KEY.name(), value), passphrase.orElse(null));
        } catch (IOException | GeneralSecurityException e) {
            throw new SourceException(
                            Kind.CONFIG,
                            "option '" + PRIVATE_KEY.name() + "': the key cannot be used (" + e.getMessage() + ")",
                            e)
                    .remedy("Give an OpenSSH or PEM key, and ssh_private_key_passphrase when it is encrypted.");
        }
    }

    private static @Nullable Path knownHosts(SourceContext context) {
        if (!context.get(CHECKING)) {
            return null;
        }
        Optional<String> given = context.get(KNOWN_HOSTS);
        Path file = given.map(Path::of).orElse(Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"));
        if (given.isPresent() && !Files.isReadable(file)) {
            throw new SourceException(
                            Kind.CONFIG, "option '" + KNOWN_HOSTS.name() + "': the file " + file + " cannot be read")
                    .remedy("Set it to a known_hosts file, as ssh-keyscan writes it.");
        }
        return file;
    }

    private static Optional<String> text(Map<String, Object> entries, String key) {
        return Optional.ofNullable(entries.get(key)).map(String::valueOf);
    }

    private static SourceException missing(String option, String remedy) {
        return new SourceException(Kind.CONFIG, "option '" + option + "' is missing; a tunnel needs it").remedy(remedy);
    }

    /** Keeps the credentials out of messages. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
