package dev.taphouse.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A small HTTP/1.1 server on raw sockets of 127.0.0.1. Keeps connections alive after whole answers. */
public final class FaultServer implements AutoCloseable {
    private final ServerSocket listener;
    private final String scheme;
    private final HttpHandler handler;
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private FaultServer(ServerSocket listener, String scheme, HttpHandler handler) {
        this.listener = listener;
        this.scheme = scheme;
        this.handler = handler;
        run("accept", this::accept);
    }

    /** A server on a free port. */
    public static FaultServer start(HttpHandler handler) throws IOException {
        return new FaultServer(listener(ServerSocketFactory.getDefault()), "http", handler);
    }

    /** A server with TLS on a free port. */
    public static FaultServer start(SSLContext tls, HttpHandler handler) throws IOException {
        return new FaultServer(listener(tls.getServerSocketFactory()), "https", handler);
    }

    private static ServerSocket listener(ServerSocketFactory factory) throws IOException {
        return factory.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    /** The address of something at this server. */
    public URI url(String target) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort() + target);
    }

    /** All requests so far, in the order of their coming. */
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    /** Closes all connections, and waits for their threads. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket each : open) {
            each.close();
        }
        try {
            for (Thread each : threads) {
                each.interrupt();
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String what, Runnable task) {
        Thread thread = new Thread(task, "fault-server-" + what);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                open.add(socket);
                run("connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // closed: the server has ended
            threads.remove(Thread.currentThread());
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean again = true;
            while (again) {
                Reply reply = new Reply(socket, new BufferedOutputStream(socket.getOutputStream()));
                ReceivedRequest request;
                try {
                    request = read(in);
                } catch (IndexOutOfBoundsException | NumberFormatException e) {
                    // no HTTP, such as the first bytes of TLS
                    reply.send(400, Map.of(), "");
                    return;
                }
                if (request == null) {
                    return;
                }
                received.add(request);
                handler.handle(request, reply);
                again = reply.isWhole() && !socket.isClosed();
            }
        } catch (IOException e) {
            // the client went away, or the handler closed the connection: both are what tests do
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
            threads.remove(Thread.currentThread());
        }
    }

    private static @Nullable ReceivedRequest read(InputStream in) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return null;
        }
        String[] parts = start.split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = body(in, headers);
        return new ReceivedRequest(parts[0], parts[1], headers, body);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        int length = Integer.parseInt(Objects.requireNonNullElse(headers.get("content-length"), "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the request ended after " + body.length + " bytes of its body");
        }
        return body;
    }

    /** A line without its end; empty also at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            line.write(each);
        }
        return line.toString(ISO_8859_1).strip();
    }
}
