package dev.taphouse.host.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON files a user names on the command line, and says in one line what is wrong with them. */
public final class JsonFile {
    private static final long LARGEST = 256L << 20;
    private static final List<String> REASONS_WITHOUT_VALUES =
            List.of("Unexpected c", "Illegal unquoted character", "Duplicate field");

    private final Path file;
    private final String what;
    private final long largest;

    private JsonFile(Path file, String what, long largest) {
        this.file = file;
        this.what = what;
        this.largest = largest;
    }

    /**
     * Reads a file that holds a JSON object in UTF-8. Pipes and the like are read too.
     *
     * @param what {@code config}, {@code catalog} or {@code state}: names the file in messages, and its flag
     * @return String, Boolean, Long, BigDecimal, List, Map or null by key, in the order of the file
     * @throws Failure INPUT, one line that names the file, the reason and the fix, and quotes nothing of the file
     */
    public static Map<String, @Nullable Object> readObject(Path file, String what) {
        return readObject(file, what, LARGEST);
    }

    static Map<String, @Nullable Object> readObject(Path file, String what, long largest) {
        JsonFile json = new JsonFile(file, what, largest);
        return json.object(json.bytes());
    }

    /**
     * The bytes of a file, for one whose form is to be looked at first.
     *
     * @throws Failure INPUT, one line
     */
    public static byte[] readBytes(Path file, String what) {
        return new JsonFile(file, what, LARGEST).bytes();
    }

    /** As {@link #readObject(Path, String)}, of bytes that were read before. */
    public static Map<String, @Nullable Object> object(byte[] bytes, Path file, String what) {
        return new JsonFile(file, what, LARGEST).object(bytes);
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private Map<String, @Nullable Object> object(byte[] bytes) {
        checkEncoding(bytes);
        Object document = parse(bytes);
        if (document instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        String kind = document instanceof List ? "a list" : "a single value";
        throw failure("holds " + kind + " and not an object; it must look like { \"key\": \"value\" }", null);
    }

    private byte[] bytes() {
        try {
            if (Files.isDirectory(file)) {
                throw failure("is a folder; name a file in it with --" + what, null);
            }
            if (Files.isRegularFile(file) && Files.size(file) > largest) {
                throw tooLarge();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(Math.toIntExact(largest + 1));
                if (bytes.length > largest) {
                    throw tooLarge();
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw failure("does not exist; check the path given with --" + what, e);
        } catch (AccessDeniedException e) {
            throw failure("may not be read; give this user the right to read it", e);
        } catch (IOException e) {
            throw failure("cannot be read: " + e.getMessage() + "; check the path given with --" + what, e);
        }
    }

    private Failure tooLarge() {
        return failure("is larger than " + (largest >> 20) + " MiB; check that it is the right file", null);
    }

    // the parser guesses UTF-16 and lets some malformed bytes pass; Singer's files are UTF-8
    private void checkEncoding(byte[] bytes) {
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
            // without the cause: it quotes the file, and what it quotes may be a secret nobody could mask yet
            throw failure(
                    isBlank(bytes)
                            ? "is empty; write at least {}"
                            : "is not JSON" + at(e.getLocation()) + reason(e) + "; correct it there",
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the bytes are in memory
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
        if (text.startsWith("Document nesting depth")) {
            return ": its brackets are nested too deeply";
        }
        boolean safe = REASONS_WITHOUT_VALUES.stream().anyMatch(text::startsWith);
        return safe ? ": " + text.lines().findFirst().orElse("") : "";
    }

    private Failure failure(String reason, @Nullable Throwable cause) {
        return new Failure(ExitCode.INPUT, what + " file '" + file + "' " + reason, cause);
    }
}
