package dev.taphouse.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What is sent back: whole by {@link #send}, or piece by piece, as wrong as is wanted. */
public final class Reply {
    private final Socket socket;
    private final OutputStream out;
    private boolean whole;
    private long left = Long.MAX_VALUE;

    Reply(Socket socket, OutputStream out) {
        this.socket = socket;
        this.out = out;
    }

    /** A whole answer with its length. */
    public void send(int status, Map<String, String> headers, String body) throws IOException {
        send(status, headers, body.getBytes(UTF_8));
    }

    /** A whole answer with its length. */
    public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
        boolean bodiless = status == 304 || status == 204;
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!bodiless) {
            all.put("Content-Length", Integer.toString(body.length));
        }
        head(status, all).bytes(bodiless ? new byte[0] : body);
        whole = true;
    }

    /** A whole JSON answer. */
    public void json(int status, String body) throws IOException {
        send(status, Map.of("Content-Type", "application/json"), body);
    }

    /**
     * Status line and headers alone. Without a length or {@code Transfer-Encoding: chunked} the body ends with the
     * connection.
     */
    public Reply head(int status, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return bytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    /** A line, with its end. */
    public Reply line(String text) throws IOException {
        return bytes((text + "\r\n").getBytes(ISO_8859_1));
    }

    /** Text as it is. */
    public Reply bytes(String text) throws IOException {
        return bytes(text.getBytes(UTF_8));
    }

    /** Bytes as they are. */
    public Reply bytes(byte[] bytes) throws IOException {
        int length = (int) Math.min(left, bytes.length);
        out.write(bytes, 0, length);
        out.flush();
        left -= length;
        if (length < bytes.length) {
            reset();
            throw new SocketException("cut off as asked for");
        }
        return this;
    }

    /** Resets the connection after so many bytes, head included. */
    public Reply cutAfter(long bytes) {
        left = bytes;
        return this;
    }

    /** Bytes as a chunk of {@code Transfer-Encoding: chunked}; none end the body. */
    public Reply chunk(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        line(Integer.toHexString(bytes.length));
        bytes(bytes).line("");
        whole = bytes.length == 0;
        return this;
    }

    /** Bytes one by one, with a pause after each. */
    public Reply dribble(String text, long pauseMillis) throws IOException, InterruptedException {
        for (byte each : text.getBytes(UTF_8)) {
            bytes(new byte[] {each});
            Thread.sleep(pauseMillis);
        }
        return this;
    }

    /** Resets the connection: what was sent may not arrive either. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes the connection, however little was sent. */
    public void close() throws IOException {
        socket.close();
    }

    /** Whether the connection can be used for another request. */
    boolean isWhole() {
        return whole;
    }

    /** The bytes, compressed. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
