package dev.taphouse.sql.server;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.jspecify.annotations.Nullable;

/** Takes a server whose key is in a known_hosts file, never writes there, and remembers what it refused. */
final class HostKeys extends KnownHostsServerKeyVerifier {
    private volatile @Nullable PublicKey refused;

    HostKeys(Path knownHosts) {
        super((session, address, key) -> false, knownHosts);
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        boolean known = super.verifyServerKey(session, address, key);
        refused = known ? null : key;
        return known;
    }

    /** An unreadable or missing file knows no host. */
    @Override
    protected boolean acceptIncompleteHostKeys(
            ClientSession session, SocketAddress address, PublicKey key, Throwable reason) {
        return false;
    }

    /** The key that was refused, as a known_hosts file would have it; null when none was. */
    @Nullable String refusedLine(String host, int port) {
        PublicKey key = refused;
        String name = port == 22 ? host : "[" + host + "]:" + port;
        return key == null ? null : name + " " + PublicKeyEntry.toString(key);
    }

    /** The fingerprint of the key that was refused. */
    String fingerprint() {
        return KeyUtils.getFingerPrint(refused);
    }
}
