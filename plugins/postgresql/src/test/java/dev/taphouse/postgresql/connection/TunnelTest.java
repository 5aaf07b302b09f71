package dev.taphouse.postgresql.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.postgresql.PostgresqlSource;
import dev.taphouse.sql.server.SshServer;
import dev.taphouse.sql.server.SshTunnel;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelTest {
    @TempDir
    Path folder;

    private final PostgresDatabase database = PostgresServer.shared().newDatabase();
    private org.apache.sshd.server.SshServer ssh;
    private KeyPair hostKey;
    private KeyPair userKey;

    @BeforeEach
    void start() throws Exception {
        hostKey = pair("EC");
        userKey = pair("RSA");
        ssh = org.apache.sshd.server.SshServer.setUpDefaultServer();
        ssh.setHost("127.0.0.1");
        ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        ssh.setPasswordAuthenticator((user, password, session) -> user.equals("ann") && password.equals("open-sesame"));
        ssh.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        ssh.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        ssh.start();
    }

    @AfterEach
    void stop() throws Exception {
        ssh.stop(true);
        database.close();
    }

    @Test
    void aTableIsReadThroughATunnelAndNoThreadIsLeft() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1), (2)");
        try (Drive drive = Drive.open(new PostgresqlSource(), config(known(hostKey)))) {
            drive.check();
            assertThat(drive.discover()).hasSize(1);
            assertThat(clientThreads()).isNotEmpty();
        }
        assertThatNoThreadIsLeft();
    }

    @Test
    void aKeyLetsTheUserInToo() throws Exception {
        Path key = Files.writeString(
                folder.resolve("id"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(userKey.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Map<String, Object> config = config(known(hostKey));
        config.remove("ssh_password");
        config.put("ssh_private_key", key.toString());
        check(config);
    }

    @Test
    void theFormOfMeltanosTapIsTaken() throws Exception {
        Map<String, Object> config = database.config();
        config.put("ssh_host_key_checking", false);
        config.put("ssh_password", "open-sesame");
        config.put(
                "ssh_tunnel",
                Map.of("enable", true, "host", "127.0.0.1", "port", (long) ssh.getPort(), "username", "ann"));
        check(config);
        config.put("ssh_tunnel", Map.of("enable", false, "host", "nowhere.invalid"));
        check(config);
    }

    @Test
    void aWrongPasswordIsNotShown() throws Exception {
        Map<String, Object> config = config(known(hostKey));
        config.put("ssh_password", "open-onion");
        assertThatThrownBy(() -> check(config))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "tunnel through ann@127.0.0.1:" + ssh.getPort() + ": the SSH server does not let the user in")
                .hasMessageNotContaining("open-onion")
                .satisfies(e -> assertThat(((SourceException) e).kind()).isEqualTo(Kind.CREDENTIALS));
        assertThatNoThreadIsLeft();
    }

    @Test
    void anUnknownHostKeyIsRefusedWithTheLineToAdd() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        refused(config(empty), empty);
        Path another = known(pair("EC"));
        refused(config(another), another);
    }

    private void refused(Map<String, Object> config, Path file) {
        assertThatThrownBy(() -> check(config))
                .hasMessage("tunnel through ann@127.0.0.1:" + ssh.getPort() + ": the SSH server's key "
                        + KeyUtils.getFingerPrint(hostKey.getPublic()) + " is not in " + file)
                .satisfies(e -> assertThat(((SourceException) e).remedy().orElseThrow())
                        .isEqualTo("Compare it with the server's, then add the line '" + line(hostKey) + "'."));
    }

    @Test
    void aDatabaseThatTheSshServerCannotReachIsNamed() throws Exception {
        Map<String, Object> config = config(known(hostKey));
        config.put("port", 1);
        assertThatThrownBy(() -> check(config))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the SSH server cannot connect to localhost:1");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws Exception {
        Map<String, Object> config = config(known(hostKey));
        config.put("ssh_port", 1);
        assertThatThrownBy(() -> check(config))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("tunnel through ann@127.0.0.1:1: the SSH server cannot be reached")
                .satisfies(e -> assertThat(((SourceException) e).kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @Test
    void whatATunnelNeedsIsAskedFor() {
        Map<String, Object> config = database.config();
        config.put("ssh_host", "127.0.0.1");
        assertThatThrownBy(() -> check(config)).hasMessage("option 'ssh_user' is missing; a tunnel needs it");
        config.put("ssh_user", "ann");
        assertThatThrownBy(() -> check(config)).hasMessage("option 'ssh_private_key' is missing; a tunnel needs it");
        config.put("ssh_private_key", "/nowhere");
        assertThatThrownBy(() -> check(config))
                .hasMessage("option 'ssh_private_key': the file /nowhere cannot be read (NoSuchFileException)");
    }

    @Test
    void theEntranceIsOfThisMachineAloneAndOpenedAgainWhereItBroke() throws Exception {
        SshServer server = new SshServer("127.0.0.1", ssh.getPort(), "ann", "open-sesame", List.of(), known(hostKey));
        PostgresServer postgres = database.server();
        try (SshTunnel tunnel = new SshTunnel(server, postgres.host(), postgres.port(), Duration.ofSeconds(10))) {
            InetSocketAddress entrance = tunnel.entrance();
            assertThat(entrance.getAddress().isLoopbackAddress()).isTrue();
            assertThat(tunnel.entrance()).isEqualTo(entrance);
            var sessions = ssh.getActiveSessions();
            for (var session : sessions) {
                session.close(true).await();
            }
            try (Socket socket = new Socket()) {
                socket.connect(entrance(tunnel, entrance));
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    /** The client notices that its session ended when it reads. */
    private static InetSocketAddress entrance(SshTunnel tunnel, InetSocketAddress before) {
        InetSocketAddress now = tunnel.entrance();
        while (now.equals(before)) {
            Thread.onSpinWait();
            now = tunnel.entrance();
        }
        return now;
    }

    private Map<String, Object> config(Path knownHosts) {
        Map<String, Object> config = database.config();
        config.put("ssh_host", "127.0.0.1");
        config.put("ssh_port", ssh.getPort());
        config.put("ssh_user", "ann");
        config.put("ssh_password", "open-sesame");
        config.put("ssh_known_hosts", knownHosts.toString());
        return config;
    }

    private Path known(KeyPair key) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "known", "hosts"), line(key) + "\n");
    }

    private String line(KeyPair key) {
        return "[127.0.0.1]:" + ssh.getPort() + " " + PublicKeyEntry.toString(key.getPublic());
    }

    private static void check(Map<String, Object> config) throws Exception {
        try (Drive drive = Drive.open(new PostgresqlSource(), config)) {
            drive.check();
        }
    }

    private static KeyPair pair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    /** A thread that was told to end needs a moment. */
    private static void assertThatNoThreadIsLeft() throws InterruptedException {
        for (Thread thread : clientThreads()) {
            thread.join(10_000);
        }
        assertThat(clientThreads()).isEmpty();
    }

    private static List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("SshClient"))
                .toList();
    }
}
