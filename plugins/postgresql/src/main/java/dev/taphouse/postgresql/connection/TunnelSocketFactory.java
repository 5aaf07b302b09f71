package dev.taphouse.postgresql.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Properties;
import javax.net.SocketFactory;

/**
 * Connects to the entrance of a tunnel, whatever address is asked for: so the driver goes on to know the server by its
 * own name, which TLS checks. The driver makes it by name.
 */
public final class TunnelSocketFactory extends SocketFactory {
    private static final String HOST = "taphouse.tunnel.host";
    private static final String PORT = "taphouse.tunnel.port";

    private final InetSocketAddress entrance;

    /**
     * Called by the driver.
     *
     * @param properties of the connection, as {@link #properties} made them
     */
    public TunnelSocketFactory(Properties properties) {
        entrance = new InetSocketAddress(properties.getProperty(HOST), Integer.parseInt(properties.getProperty(PORT)));
    }

    /** What tells the driver and this class where to connect. */
    static Map<String, String> properties(InetSocketAddress entrance) {
        return Map.of(
                "socketFactory",
                TunnelSocketFactory.class.getName(),
                HOST,
                entrance.getAddress().getHostAddress(),
                PORT,
                String.valueOf(entrance.getPort()));
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress asked, int timeout) throws IOException {
                super.connect(entrance, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected();
    }

    private Socket connected() throws IOException {
        Socket socket = createSocket();
        socket.connect(entrance, 0);
        return socket;
    }
}
