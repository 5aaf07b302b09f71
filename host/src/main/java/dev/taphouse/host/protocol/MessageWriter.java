package dev.taphouse.host.protocol;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The one owner of stdout in a run: whole lines in, whole lines out, never two at once. What it is given goes out
 * without delay; gathering is the business of {@link Lines}. Thread-safe.
 */
public final class MessageWriter {
    /** Written at once: the JVM copies what it writes, and would a large row as a whole. */
    private static final int PIECE = 1 << 20;

    private final OutputStream out;
    private final AtomicLong written = new AtomicLong();
    private final int longestLine;

    /** A writer on an unbuffered stream, which it does not close. */
    public MessageWriter(OutputStream out) {
        this(out, Integer.MAX_VALUE);
    }

    /**
     * The same with a limit.
     *
     * @param longestLine how many bytes a RECORD's line may have, without its line break
     */
    public MessageWriter(OutputStream out, int longestLine) {
        this.out = out;
        this.longestLine = longestLine;
    }

    /** How many bytes a RECORD's line may have. */
    int longestLine() {
        return longestLine;
    }

    /** Writes a SCHEMA message. */
    public void schema(StreamShape shape) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "SCHEMA");
        message.put("stream", shape.stream());
        message.put("schema", JsonSchemas.of(shape));
        message.put("key_properties", shape.keys());
        if (!shape.bookmarks().isEmpty()) {
            message.put("bookmark_properties", shape.bookmarks());
        }
        line(message);
    }

    /** Writes an ACTIVATE_VERSION message: rows of the stream with a smaller version are of the past. */
    public void activateVersion(String stream, long version) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "ACTIVATE_VERSION");
        message.put("stream", stream);
        message.put("version", version);
        line(message);
    }

    /**
     * Writes a STATE message.
     *
     * @param value makes the value while nobody else writes, so that it covers what is above it and nothing below
     */
    public synchronized void state(Supplier<Map<String, Object>> value) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "STATE");
        message.put("value", value.get());
        line(message);
        out.flush();
    }

    /** Writes lines that are whole, then runs {@code covered} before anybody else writes. */
    synchronized void lines(byte[] bytes, int length, Runnable covered) throws IOException {
        if (length > 0) {
            write(bytes, length);
        }
        covered.run();
    }

    /** How many bytes went out. */
    public long written() {
        return written.get();
    }

    private synchronized void line(Map<String, Object> message) throws IOException {
        byte[] json = Json.bytes(message);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        write(line, line.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            out.write(bytes, at, Math.min(PIECE, length - at));
        }
        written.addAndGet(length);
    }
}
