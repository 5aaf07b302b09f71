package dev.taphouse.host.state;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file with a state: the document alone, a whole STATE message, what {@code meltano state get} prints, or several of
 * these, one a line, as a target prints them; of several the last counts.
 */
public final class StateFile {
    private static final String WHAT = "state";
    private static final Set<String> OTHER_MESSAGES = Set.of("SCHEMA", "RECORD", "ACTIVATE_VERSION", "BATCH");

    private final Path file;
    private final Consumer<String> notes;

    /**
     * A file.
     *
     * @param file its name, for messages too
     * @param notes takes a line when something else than the document alone was accepted
     */
    public StateFile(Path file, Consumer<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /**
     * The state in the file.
     *
     * @return the document: the bare value of a STATE message
     * @throws Failure INPUT with a line for each problem
     */
    public Map<String, @Nullable Object> read() {
        if (!Files.exists(file)) {
            throw failure("does not exist; check its path");
        }
        return read(JsonFile.readBytes(file, WHAT));
    }

    /** As {@link #read()}, of bytes that were read before. */
    public Map<String, @Nullable Object> read(byte[] bytes) {
        List<byte[]> lines = firstLineIsWhole(bytes) ? lines(bytes) : List.of();
        Map<String, @Nullable Object> document = lines.size() > 1 ? last(lines) : JsonFile.object(bytes, file, WHAT);
        return checked(unwrapped(document));
    }

    private Map<String, @Nullable Object> last(List<byte[]> lines) {
        Map<String, @Nullable Object> last = Map.of();
        for (int i = 0; i < lines.size(); i++) {
            Map<String, @Nullable Object> document = object(lines.get(i));
            if (document == null) {
                throw failure("holds several lines, and number " + (i + 1)
                        + " is not a whole JSON object; remove it, or give the state that counts alone");
            }
            requireState(document);
            last = document;
        }
        notes.accept("state file '" + file + "' holds " + lines.size() + " states, one a line; the last one is taken");
        return last;
    }

    /** Whether there is more than one line, and the first one is a document by itself. */
    private static boolean firstLineIsWhole(byte[] bytes) {
        int end = endOfLine(bytes, 0);
        return end < bytes.length && object(Arrays.copyOf(bytes, end)) != null;
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        for (int start = 0; start < bytes.length; ) {
            int end = endOfLine(bytes, start);
            byte[] line = Arrays.copyOfRange(bytes, start, end);
            if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines;
    }

    private static int endOfLine(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static @Nullable Map<String, @Nullable Object> object(byte[] line) {
        try {
            Object value = Json.read(new ByteArrayInputStream(line));
            return value instanceof Map<?, ?> ? (Map<String, @Nullable Object>) value : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** A tap's output says what was read, not what was stored. */
    private void requireState(Map<String, @Nullable Object> document) {
        if (document.get("type") instanceof String type && OTHER_MESSAGES.contains(type)) {
            throw failure("holds a " + type + " message, so it is the output of a tap, whose states cover rows that no"
                    + " target may have stored; give what the target printed");
        }
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private Map<String, @Nullable Object> unwrapped(Map<String, @Nullable Object> document) {
        requireState(document);
        if ("STATE".equals(document.get("type"))) {
            if (document.get("value") instanceof Map<?, ?> value) {
                notes.accept("state file '" + file + "' holds a whole STATE message; its value is taken");
                return (Map<String, @Nullable Object>) value;
            }
            throw failure("holds a STATE message whose value is no state; there is nothing to go on from");
        }
        if (document.size() == 1 && document.get("singer_state") instanceof Map<?, ?> value) {
            return (Map<String, @Nullable Object>) value;
        }
        return document;
    }

    private Map<String, @Nullable Object> checked(Map<String, @Nullable Object> document) {
        List<Violation> violations = SchemaValidator.named(WHAT).violations(document);
        if (!violations.isEmpty()) {
            List<String> lines = violations.stream()
                    .map(violation -> "state '" + file + "': " + violation)
                    .toList();
            throw new Failure(ExitCode.INPUT, String.join("\n", lines));
        }
        return document;
    }

    /**
     * Replaces the state in the file at one stroke: whoever reads it sees the old one or the new one.
     *
     * @throws Failure INPUT when it is no state, or cannot be written; the file is as before then
     */
    public void write(Map<String, @Nullable Object> document) {
        checked(document);
        try {
            Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            replace(real, pretty(document));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.INPUT,
                    "state file '" + file + "' cannot be written (" + e.getMessage()
                            + "), and is as before; its folder must be writable",
                    e);
        }
    }

    private static void replace(Path real, byte[] content) throws IOException {
        Path fresh = real.resolveSibling(
                "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            if (Files.exists(real)) {
                // so that the new file keeps the rights of the old one
                Files.copy(real, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
            try (FileChannel out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] pretty(Map<String, @Nullable Object> document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Json.pretty(bytes, document);
        return bytes.toByteArray();
    }

    private Failure failure(String reason) {
        return new Failure(ExitCode.INPUT, "state file '" + file + "' " + reason);
    }
}
