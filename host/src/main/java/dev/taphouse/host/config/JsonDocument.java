package dev.taphouse.host.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON document a user handed in: from bytes to values, or one line that says what is wrong with it. */
public final class JsonDocument {
    private static final List<String> REASONS_WITHOUT_VALUES =
            List.of("Unexpected c", "Illegal unquoted character", "Duplicate field");

    /** What a document may not exceed, by how the parser's words about it begin. */
    private static final Map<String, String> LIMITS = Map.of(
            "Document nesting depth", "its brackets are nested too deeply",
            "String", "a text in it is longer than 64 MiB",
            "Name", "a key in it is longer than 1 MiB",
            "Number", "a number in it has more than 10000 digits");

    private final String name;
    private final ExitCode exitCode;

    /**
     * A document to be read.
     *
     * @param name in messages, such as {@code config file 'a.json'} or {@code --state-json}
     * @param exitCode of its failures
     */
    public JsonDocument(String name, ExitCode exitCode) {
        this.name = name;
        this.exitCode = exitCode;
    }

    /** As {@link #object(byte[])}, from an argument of the command line. */
    public Map<String, @Nullable Object> object(String text) {
        return object(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads an object in UTF-8.
     *
     * @return String, Boolean, Long, BigDecimal, List, Map or null by key, in the order of the document
     * @throws Failure one line that names the document, the reason and the fix, and quotes nothing of it
     */
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    public Map<String, @Nullable Object> object(byte[] bytes) {
        Object document = value(bytes);
        if (document instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        String kind = document instanceof List ? "a list" : "a single value";
        throw failure("holds " + kind + " and not an object; it must look like { \"key\": \"value\" }", null);
    }

    /** Reads any value in UTF-8; fails as {@link #object(byte[])} does. */
    public @Nullable Object value(byte[] bytes) {
        checkEncoding(bytes);
        return parse(bytes);
    }

    /** What is wrong with the document, to be thrown. */
    Failure failure(String reason, @Nullable Throwable cause) {
        return new Failure(exitCode, name + " " + reason, cause);
    }

    /** That the document does not fit the memory, to be thrown; what was read of it so far is garbage by then. */
    Failure tooMuch(OutOfMemoryError e) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return failure(
                "needs more memory than the " + heap + " MiB that Java may use here; check that it is the right one, or"
                        + " set TAPHOUSE_JAVA_OPTS=-Xmx with more",
                e);
    }

    // the parser guesses UTF-16 and lets some malformed bytes pass; Singer's files are UTF-8
    void checkEncoding(byte[] bytes) {
        String other = otherEncoding(bytes);
        if (other != null) {
            throw failure("is written in " + other + " and not in UTF-8; save it as UTF-8", null);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        if (result.isError()) {
            String where = "at line " + lineAt(bytes, in.position());
            throw failure("is not UTF-8 " + where + "; save it as UTF-8", null);
        }
    }

    private static @Nullable String otherEncoding(byte[] bytes) {
        if (bytes.length < 2) {
            return null;
        }
        int start = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        boolean utf16 = start == 0xfeff || start == 0xfffe || bytes[0] == 0 || bytes[1] == 0;
        return utf16 ? "UTF-16 or UTF-32" : null;
    }

    private static long lineAt(byte[] bytes, int position) {
        long line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private @Nullable Object parse(byte[] bytes) {
        try {
            return Json.read(new ByteArrayInputStream(bytes));
        } catch (JsonProcessingException e) {
            // without the cause: it quotes the document, and what it quotes may be a secret nobody could mask yet
            throw failure(
                    isBlank(bytes)
                            ? "is empty; write at least {}"
                            : "is not JSON" + at(e.getLocation()) + reason(e) + "; correct it there",
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the bytes are in memory
        } catch (OutOfMemoryError e) {
            throw tooMuch(e);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8).isBlank();
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    // the parser's words mostly quote what it found, and that may be a password without its quotes
    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return ": it ends before the last bracket or quote is closed";
        }
        String text = e.getOriginalMessage();
        for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
            if (e.getCause() instanceof StreamConstraintsException && text.startsWith(limit.getKey())) {
                return ": " + limit.getValue();
            }
        }
        boolean safe = REASONS_WITHOUT_VALUES.stream().anyMatch(text::startsWith);
        return safe ? ": " + text.lines().findFirst().orElse("") : "";
    }
}
