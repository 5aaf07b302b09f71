package dev.taphouse.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a tap and a server, which can fail: a port of this machine that leads to another. */
final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean gone;

    Wire(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Where it begins, on 127.0.0.1. */
    int port() {
        return entrance.getLocalPort();
    }

    /** Breaks the connections there are. */
    void cut() {
        links.forEach(Link::close);
    }

    /** Lets nothing through any more on the connections there are, and tells nobody. */
    void hush() {
        links.forEach(link -> link.silent = true);
    }

    /** Breaks the connections there are, and every new one. */
    void cutForGood() {
        gone = true;
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                if (gone) {
                    near.close();
                } else {
                    Link link = new Link(near, new Socket(host, port));
                    links.add(link);
                    daemon(() -> link.copy(link.near, link.far));
                    daemon(() -> link.copy(link.far, link.near));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private final class Link {
        private final Socket near;
        private final Socket far;
        private volatile boolean silent;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void copy(Socket from, Socket to) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[8192];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (!silent) {
                        out.write(buffer, 0, length);
                    }
                }
            } catch (IOException e) {
                // cut, or ended by one of both
            }
            close();
        }

        void close() {
            links.remove(this);
            for (Socket socket : new Socket[] {near, far}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // it is closed as far as it can be
                }
            }
        }
    }
}
