package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a tap is handed: one for each document, in one folder. */
final class Inputs {
    private final Path folder;
    private final Map<String, Path> written = new HashMap<>();

    Inputs(Path folder) {
        this.folder = folder;
    }

    /** A file with a document. */
    Path write(String kind, Map<String, ? extends @Nullable Object> document) {
        return text(kind, Json.text(document));
    }

    /** A file with any text. */
    Path text(String kind, String text) {
        return written.computeIfAbsent(kind + ' ' + text, key -> {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve(kind + "-" + written.size() + ".json");
                return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A file that is not there. */
    Path missing() {
        return folder.resolve("not-there.json");
    }

    /** An empty folder. */
    Path emptyFolder() {
        try {
            Files.createDirectories(folder);
            return Files.createTempDirectory(folder, "cwd-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
