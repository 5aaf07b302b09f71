package dev.taphouse.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The zip that a user drops into the plugins folder. Entries are sorted and carry one given time, so that equal inputs
 * make equal bytes.
 */
final class ConnectorZip {

    private static final List<String> FOLDERS = List.of("schemas", "templates", "licenses");
    private static final List<String> FILES = List.of("README.md", "LICENSE", "NOTICE");

    private final Map<String, Path> files = new TreeMap<>();

    /** The jars, for {@code lib/}. */
    ConnectorZip libraries(List<Library> libraries) {
        libraries.forEach(library -> files.put("lib/" + library.name(), library.jar()));
        return this;
    }

    /** The descriptor, written before. */
    ConnectorZip descriptor(Path file) {
        files.put("plugin.properties", file);
        return this;
    }

    /**
     * What stands in the connector's project folder, as far as it is there: schemas, templates and texts. Hidden files
     * are left out.
     *
     * @throws IOException when a folder cannot be listed
     */
    ConnectorZip project(Path folder) throws IOException {
        for (String name : FOLDERS) {
            addFolder(folder, folder.resolve(name));
        }
        for (String name : FILES) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                files.put(name, file);
            }
        }
        return this;
    }

    private void addFolder(Path base, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile)
                    .map(base::relativize)
                    .filter(ConnectorZip::isVisible)
                    .forEach(path -> files.put(path.toString().replace('\\', '/'), base.resolve(path)));
        }
    }

    private static boolean isVisible(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the zip, over an older one if there is one.
     *
     * @param time the time of every entry, in UTC
     * @throws IOException when a file cannot be read or the zip cannot be written
     */
    void write(Path zip, Instant time) throws IOException {
        LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(local);
                out.putNextEntry(entry);
                Files.copy(file.getValue(), out);
                out.closeEntry();
            }
        }
    }
}
