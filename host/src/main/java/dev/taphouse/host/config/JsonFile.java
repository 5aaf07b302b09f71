package dev.taphouse.host.config;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files a user names on the command line, and says in one line what is wrong with them. */
public final class JsonFile {
    private static final long LARGEST = 256L << 20;

    private final Path file;
    private final String what;
    private final long largest;
    private final JsonDocument document;

    private JsonFile(Path file, String what, long largest) {
        this.file = file;
        this.what = what;
        this.largest = largest;
        this.document = new JsonDocument(what + " file '" + file + "'", ExitCode.INPUT);
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
        return json.document.object(json.bytes());
    }

    /** Reads a file of text in UTF-8; fails as {@link #readObject(Path, String)} does. */
    static byte[] readText(Path file, String what) {
        JsonFile text = new JsonFile(file, what, LARGEST);
        byte[] bytes = text.bytes();
        text.document.checkEncoding(bytes);
        return bytes;
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
        return new JsonFile(file, what, LARGEST).document.object(bytes);
    }

    private byte[] bytes() {
        try {
            if (Files.isDirectory(file)) {
                throw document.failure("is a folder; name a file in it with --" + what, null);
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
        } catch (OutOfMemoryError e) {
            throw document.tooMuch(e);
        } catch (NoSuchFileException e) {
            throw document.failure("does not exist; check the path given with --" + what, e);
        } catch (AccessDeniedException e) {
            throw document.failure("may not be read; give this user the right to read it", e);
        } catch (IOException e) {
            throw document.failure("cannot be read: " + e.getMessage() + "; check the path given with --" + what, e);
        }
    }

    private Failure tooLarge() {
        return document.failure("is larger than " + (largest >> 20) + " MiB; check that it is the right file", null);
    }
}
