package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private final PostgresDatabase database = PostgresServer.shared().newDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aWrongPassword() {
        failure("password", "not-this-one")
                .is(Kind.CREDENTIALS, "FATAL: password authentication failed for user \"postgres\"")
                .remedy("Check user and password.")
                .hides("not-this-one");
    }

    @Test
    void aMissingDatabase() {
        failure("database", "nowhere")
                .is(Kind.CONFIG, "FATAL: database \"nowhere\" does not exist")
                .remedy("Set option 'database' to a database of this server.");
    }

    @Test
    void aUserWhoMayNotLogIn() {
        PostgresUser user = database.user("NOLOGIN");
        assertFailure(database.config(user))
                .is(Kind.CREDENTIALS, "FATAL: role \"" + user.name() + "\" is not permitted to log in");
    }

    @Test
    void aPortWithNothingBehind() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            failure("port", port)
                    .is(
                            Kind.UNAVAILABLE,
                            "Connection to localhost:" + port + " refused. Check that the hostname and port are correct"
                                    + " and that the postmaster is accepting TCP/IP connections.")
                    .remedy("Check host and port, and that the database runs and can be reached.");
        }
    }

    @Test
    void aHostWithoutAddress() {
        failure("host", "nowhere.invalid")
                .is(Kind.UNAVAILABLE, "no address is known for host 'nowhere.invalid'")
                .remedy("Check option 'host'.");
    }

    @Test
    void aHostThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Object> config = database.config();
            config.put("host", "127.0.0.1");
            config.put("port", silent.getLocalPort());
            config.put("connect_timeout", 1L);
            config.put("socket_timeout", 1L);
            assertFailure(config).is(Kind.UNAVAILABLE);
        }
    }

    @Test
    void aHostOrPortThatIsNone() {
        failure("host", "db/?sslmode=disable")
                .is(Kind.CONFIG, "option 'host' is 'db/?sslmode=disable', which is no name or address");
        failure("port", 70_000L).is(Kind.CONFIG, "option 'port' is 70000, which is no port");
    }

    @Test
    void aPropertyThatGoesRoundAnOption() {
        failure("options", Map.of("sslMode", "disable"))
                .is(Kind.CONFIG, "option 'options' has 'sslMode', for which there is an option");
    }

    @Test
    void aServerThatIsStarting() throws Exception {
        try (ServerSocket starting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(starting, "57P03", "the database system is starting up"));
            thread.start();
            Map<String, Object> config = database.config();
            config.put("host", "127.0.0.1");
            config.put("port", starting.getLocalPort());
            config.put("ssl_mode", "disable");
            assertFailure(config)
                    .is(Kind.UNAVAILABLE, "FATAL: the database system is starting up")
                    .remedy("Wait until the server has started.");
            thread.join();
        }
    }

    @Test
    void tooManyConnections() throws Exception {
        PostgresUser user = database.user("CONNECTION LIMIT 1");
        try (var connection = database.connect(user)) {
            assertThat(connection.isValid(1)).isTrue();
            assertFailure(database.config(user))
                    .is(Kind.UNAVAILABLE, "FATAL: too many connections for role \"" + user.name() + "\"")
                    .remedy("Wait until others disconnect, or raise max_connections or the user's CONNECTION LIMIT.");
        }
    }

    @Test
    void aMissingRightToConnect() {
        PostgresUser user = database.user();
        database.execute("REVOKE CONNECT ON DATABASE " + database.name() + " FROM PUBLIC");
        Failure failure = assertFailure(database.config(user))
                .is(
                        Kind.PERMISSION,
                        "FATAL: permission denied for database \"" + database.name() + "\""
                                + " Detail: User does not have CONNECT privilege.")
                .remedy("GRANT CONNECT ON DATABASE \"" + database.name() + "\" TO \"" + user.name() + "\"");
        database.execute(failure.remedy());
        assertThat(check(database.config(user))).isNull();
    }

    @Test
    void nothingThatMayBeRead() {
        database.execute("CREATE SCHEMA sales", "CREATE TABLE sales.orders (id int)", "CREATE TABLE plain (id int)");
        PostgresUser user = database.user();
        Failure failure = assertFailure(database.config(user))
                .is(Kind.PERMISSION, "user '" + user.name() + "' may read none of the tables")
                .remedy("GRANT SELECT ON ALL TABLES IN SCHEMA \"public\" TO \"" + user.name() + "\";"
                        + " GRANT USAGE ON SCHEMA \"sales\" TO \"" + user.name() + "\";"
                        + " GRANT SELECT ON ALL TABLES IN SCHEMA \"sales\" TO \"" + user.name() + "\";");
        database.execute(failure.remedy());
        assertThat(check(database.config(user))).isNull();
    }

    @Test
    void aSchemaThatIsNone() {
        failure("filter_schemas", "sale,shop*")
                .is(Kind.CONFIG, "option 'filter_schemas': no schema matches sale, shop*");
    }

    @Test
    void namesOfOtherTapsAreTaken() throws Exception {
        Map<String, Object> config = database.config();
        config.put("dbname", config.remove("database"));
        config.put("username", config.remove("user"));
        config.put("schema", "public");
        config.put("ssl_enable", false);
        assertThat(check(config)).isNull();
    }

    private Failure failure(String option, Object value) {
        Map<String, Object> config = database.config();
        config.put(option, value);
        return assertFailure(config);
    }

    private static Failure assertFailure(Map<String, Object> config) {
        return new Failure(Objects.requireNonNull(check(config), "the check did not fail"));
    }

    private static @Nullable SourceException check(Map<String, Object> config) {
        return catchThrowableOfType(SourceException.class, () -> {
            try (Drive drive = Drive.open(new PostgresqlSource(), config)) {
                drive.check();
            }
        });
    }

    /** Takes one connection and answers its first message as a server does that cannot take it yet. */
    private static void answer(ServerSocket server, String state, String message) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            int length = ByteBuffer.wrap(in.readNBytes(4)).getInt();
            in.readNBytes(length - 4);
            byte[] fields = ("SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
            out.write(ByteBuffer.allocate(5 + fields.length)
                    .put((byte) 'E')
                    .putInt(4 + fields.length)
                    .put(fields)
                    .array());
            out.flush();
            in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Failure(SourceException exception) {

        Failure is(Kind kind) {
            assertThat(exception.kind()).as(exception.toString()).isEqualTo(kind);
            return this;
        }

        Failure is(Kind kind, String message) {
            assertThat(exception).hasMessage(message);
            return is(kind);
        }

        Failure remedy(String text) {
            assertThat(remedy()).isEqualTo(text);
            return this;
        }

        Failure hides(String secret) {
            for (Throwable each = exception; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(secret);
            }
            return this;
        }

        String remedy() {
            return exception.remedy().orElseThrow();
        }
    }
}
