package dev.taphouse.sql.server;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel through an SSH server to a database server: a port of this machine, bound to the loopback address only and
 * chosen by the system. Opened again where it broke. Neither {@code ~/.ssh/config} nor keys in {@code ~/.ssh} are used.
 * Safe for several threads; its threads end when it is closed.
 */
public final class SshTunnel implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final SshServer server;
    private final SshdSocketAddress target;
    private final Duration timeout;
    private @Nullable SshClient client;
    private @Nullable ClientSession session;
    private @Nullable SshdSocketAddress entrance;

    /**
     * Not opened yet.
     *
     * @param host of the database, as the SSH server sees it
     * @param timeout for each step: connecting, logging in, reaching the database
     */
    public SshTunnel(SshServer server, String host, int port, Duration timeout) {
        this.server = server;
        this.target = new SshdSocketAddress(host, port);
        this.timeout = timeout;
    }

    /**
     * Where it begins, opening it where it is not open.
     *
     * @throws SourceException when the SSH server cannot be reached (UNAVAILABLE), is not the one that is known
     *     (CONFIG), does not let the user in (CREDENTIALS), or cannot reach the database (UNAVAILABLE)
     */
    public synchronized InetSocketAddress entrance() {
        if (session == null || !session.isOpen() || entrance == null) {
            close();
            try {
                entrance = open();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
        return entrance.toInetSocketAddress();
    }

    /** Closes it, and every connection through it. */
    @Override
    public synchronized void close() {
        if (session != null) {
            // First its traffic, then the threads that carry it.
            session.close(true).awaitUninterruptibly(timeout);
        }
        if (client != null) {
            client.stop();
        }
        client = null;
        session = null;
        entrance = null;
    }

    private SshdSocketAddress open() {
        HostKeys known = server.knownHosts() == null ? null : new HostKeys(server.knownHosts());
        SshClient ssh = started(known == null ? AcceptAllServerKeyVerifier.INSTANCE : known);
        client = ssh;
        ClientSession opened = connected(ssh);
        session = opened;
        logIn(opened, known);
        reach(opened);
        try {
            return opened.startLocalPortForwarding(new SshdSocketAddress(LOOPBACK, 0), target);
        } catch (IOException e) {
            throw failed(Kind.UNAVAILABLE, "no port of this machine can be bound to " + LOOPBACK, e);
        }
    }

    private static SshClient started(ServerKeyVerifier verifier) {
        SshClient ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier(verifier);
        ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(ssh, HEARTBEAT);
        ssh.start();
        return ssh;
    }

    private ClientSession connected(SshClient ssh) {
        try {
            return ssh.connect(server.user(), server.host(), server.port())
                    .verify(timeout)
                    .getSession();
        } catch (IOException e) {
            throw failed(Kind.UNAVAILABLE, "the SSH server cannot be reached", e)
                    .remedy("Check ssh_host and ssh_port, and that the SSH server runs.");
        }
    }

    private void logIn(ClientSession opened, @Nullable HostKeys known) {
        server.keys().forEach(opened::addPublicKeyIdentity);
        if (server.password() != null) {
            opened.addPasswordIdentity(server.password());
        }
        try {
            opened.auth().verify(timeout);
        } catch (IOException e) {
            String line = known == null ? null : known.refusedLine(server.host(), server.port());
            if (known != null && line != null) {
                throw failed(
                                Kind.CONFIG,
                                "the SSH server's key " + known.fingerprint() + " is not in " + server.knownHosts(),
                                null)
                        .remedy("Compare it with the server's, then add the line '" + line + "'.");
            }
            throw failed(Kind.CREDENTIALS, "the SSH server does not let the user in", e)
                    .remedy("Check ssh_user, and ssh_private_key or ssh_password.");
        }
    }

    /** Asks for the way once, since the driver would only be told that its connection was closed. */
    private void reach(ClientSession opened) {
        try (ChannelDirectTcpip channel = opened.createDirectTcpipChannel(new SshdSocketAddress(LOOPBACK, 0), target)) {
            channel.open().verify(timeout);
        } catch (IOException e) {
            throw failed(
                            Kind.UNAVAILABLE,
                            "the SSH server cannot connect to " + target.getHostName() + ":" + target.getPort(),
                            e)
                    .remedy("Check host and port, as the SSH server sees them, and that it allows forwarding.");
        }
    }

    private SourceException failed(Kind kind, String what, @Nullable IOException cause) {
        String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
        return new SourceException(kind, "tunnel through " + server + ": " + what + reason, cause);
    }
}
