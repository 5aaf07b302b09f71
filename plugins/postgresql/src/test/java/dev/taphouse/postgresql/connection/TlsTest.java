package dev.taphouse.postgresql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.postgresql.PostgresqlSource;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    @TempDir
    static Path folder;

    private PostgresServer server;
    private PostgresDatabase database;
    private PostgresUser certified;
    private Authority authority;

    @BeforeAll
    void start() throws Exception {
        authority = new Authority(folder);
        server = PostgresServer.start(18, Map.of());
        serve("san=dns:localhost");
        server.file("root.crt", authority.pem());
        server.set(Map.of("ssl", "on", "ssl_ca_file", "root.crt"));
        database = server.newDatabase();
        certified = database.user();
        server.access("""
                local all all trust
                hostssl all %s all cert
                hostssl all all all scram-sha-256
                host all postgres all scram-sha-256
                """.formatted(certified.name()));
    }

    private void serve(String name) throws Exception {
        Authority.Issued certificate = authority.issue("CN=server of a test", name);
        server.file("server.crt", certificate.certificate());
        server.file("server.key", certificate.key());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require", "verify-ca", "verify-full"})
    void aConnectionIsEncrypted(String mode) throws Exception {
        PostgresUser user = database.user();
        check(config -> {
            config.put("user", user.name());
            config.put("password", user.password());
            config.put("ssl_mode", mode);
            config.put("ssl_ca", pem());
        });
    }

    @Test
    void disabledIsNotEncrypted() {
        PostgresUser user = database.user();
        assertThatThrownBy(() -> check(config -> {
                    config.put("user", user.name());
                    config.put("password", user.password());
                    config.put("ssl", false);
                    config.put("ssl_mode", "verify-full");
                }))
                .hasMessageContaining("no pg_hba.conf entry")
                .hasMessageContaining("no encryption")
                .satisfies(e ->
                        assertThat(((SourceException) e).remedy().orElseThrow()).contains("set ssl_mode to require"));
    }

    @Test
    void aServerThatAnotherAuthoritySignedIsRefused() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        String stranger = new Authority(other).pem();
        Path file = Files.writeString(folder.resolve("stranger.pem"), stranger);
        for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
            assertThatThrownBy(() -> check(config -> {
                        config.put("ssl_mode", mode);
                        config.put("ssl_ca", file.toString());
                    }))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("TLS: ")
                    .hasMessageContaining("PKIX path")
                    .satisfies(e -> assertThat(((SourceException) e).remedy().orElseThrow())
                            .startsWith("Set ssl_ca to the certificate that signed the server's"));
        }
    }

    @Test
    void withoutAnAuthorityThoseOfJavaAreTrusted() {
        assertThatThrownBy(() -> check(config -> config.put("ssl_mode", "verify-full")))
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void verifyFullAsksForTheNameOfTheServer() throws Exception {
        serve("san=dns:db.example.com");
        server.set(Map.of());
        try {
            check(config -> {
                config.put("ssl_mode", "verify-ca");
                config.put("ssl_ca", pem());
            });
            assertThatThrownBy(() -> check(config -> {
                        config.put("ssl_mode", "verify-full");
                        config.put("ssl_ca", pem());
                    }))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("The hostname localhost could not be verified")
                    .satisfies(e -> assertThat(((SourceException) e).remedy().orElseThrow())
                            .endsWith("host to a name in its certificate."));
        } finally {
            serve("san=dns:localhost");
            server.set(Map.of());
        }
    }

    @Test
    void aClientCertificateLetsAUserInWithoutPassword() throws Exception {
        Authority.Issued client = authority.issue("CN=" + certified.name(), "ku=digitalSignature");
        Path key = Files.writeString(folder.resolve("client.key"), client.key());
        check(config -> {
            config.put("user", certified.name());
            config.remove("password");
            config.put("ssl_mode", "verify-full");
            config.put("ssl_ca", pem());
            config.put("ssl_certificate", client.certificate());
            config.put("ssl_key", key.toString());
        });
    }

    @Test
    void withoutAClientCertificateTheUserIsTold() {
        assertThatThrownBy(() -> check(config -> {
                    config.put("user", certified.name());
                    config.put("ssl_mode", "require");
                }))
                .hasMessageContaining("connection requires a valid client certificate")
                .satisfies(e -> assertThat(((SourceException) e).kind()).isEqualTo(SourceException.Kind.CREDENTIALS));
    }

    @Test
    void aServerWithoutTlsIsNamed() {
        assertThatThrownBy(() -> {
                    try (PostgresDatabase plain = PostgresServer.shared().newDatabase()) {
                        Map<String, Object> config = plain.config();
                        config.put("ssl_mode", "require");
                        check(config);
                    }
                })
                .isInstanceOf(SourceException.class)
                .hasMessage("The server does not support SSL.");
    }

    @Test
    void filesThatCannotBeUsedAreNamedBeforeAnyConnection() throws Exception {
        Path text = Files.writeString(folder.resolve("note.txt"), "secret-text");
        String key = authority.issue("CN=x", "san=dns:x").key();
        assertThatThrownBy(() -> check(config -> config.put("ssl_ca", folder + "/missing.pem")))
                .hasMessage(
                        "option 'ssl_ca': the file " + folder + "/missing.pem cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> check(config -> config.put("ssl_ca", text.toString())))
                .hasMessage("option 'ssl_ca': the file " + text + " is not PEM text");
        assertThatThrownBy(() -> check(config -> config.put("ssl_key", key)))
                .hasMessage("option 'ssl_certificate': is missing; a client certificate and its key go together");
        assertThatThrownBy(() -> check(config -> {
                    config.put("ssl_key", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
                    config.put("ssl_certificate", pem());
                }))
                .hasMessageStartingWith("option 'ssl_key': the private key cannot be used (")
                .hasMessageNotContaining("c2VjcmV0");
    }

    private void check(Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> config = database.config();
        change.accept(config);
        check(config);
    }

    private static void check(Map<String, Object> config) throws Exception {
        try (Drive drive = Drive.open(new PostgresqlSource(), config)) {
            drive.check();
        }
    }

    private String pem() {
        try {
            return authority.pem();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
