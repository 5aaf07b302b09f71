package dev.taphouse.host.cli;

import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.plugin.InstalledPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON files that a plugin hands out to start from. */
final class Templates {
    private Templates() {}

    /** The documents by name, without the extension. */
    static Map<String, Object> of(InstalledPlugin plugin) {
        Path folder = plugin.folder().resolve("templates");
        Map<String, Object> templates = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            for (Path file : files(folder)) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".json")) {
                    templates.put(name.substring(0, name.length() - 5), JsonFile.readObject(file, "template"));
                }
            }
        }
        return templates;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
