package dev.taphouse.sql.server;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The text of an option that is a PEM text or the path of a PEM file. */
final class PemOption {

    private PemOption() {}

    /**
     * The PEM text.
     *
     * @throws SourceException of kind CONFIG; never shows the value where it may be a key
     */
    static String text(String option, String value) {
        if (value.contains("-----BEGIN ")) {
            return value;
        }
        try {
            String text = Files.readString(Path.of(value));
            if (text.contains("-----BEGIN ")) {
                return text;
            }
        } catch (InvalidPathException e) {
            throw wrong(option, "is neither PEM text nor a path", e);
        } catch (IOException e) {
            throw wrong(
                    option,
                    "the file " + value + " cannot be read (" + e.getClass().getSimpleName() + ")",
                    e);
        }
        throw wrong(option, "the file " + value + " is not PEM text", null);
    }

    /** What is wrong with the option. */
    static SourceException wrong(String option, String what, @Nullable Throwable cause) {
        return new SourceException(Kind.CONFIG, "option '" + option + "': " + what, cause)
                .remedy("Set it to the path of a PEM file, or to its text (-----BEGIN ...).");
    }
}
