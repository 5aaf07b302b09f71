package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A zip in the plugins folder, as a directory listing shows it. As long as these are equal, its content is taken to be
 * the same.
 *
 * @param name the file's name
 * @param size in bytes
 * @param modified nanoseconds since 1970
 * @param key the file's identity on its file system; empty where there is none
 */
record Zip(String name, long size, long modified, String key) {
    /** As a record's own would be, which the JVM links at its first call: a tenth of the time of a short command. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Zip zip
                && name.equals(zip.name)
                && size == zip.size
                && modified == zip.modified
                && key.equals(zip.key);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Long.hashCode(modified);
    }

    /** The zips in a folder, by name; hidden files are not looked at. An absent folder is empty. */
    static List<Zip> in(Path folder) throws IOException {
        List<Zip> zips = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*.zip")) {
            for (Path file : files) {
                at(file).ifPresent(zips::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        zips.sort((a, b) -> a.name.compareTo(b.name));
        return zips;
    }

    /** One file; empty if it is gone or no file. */
    static Optional<Zip> at(Path file) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (!found.isRegularFile()) {
                return Optional.empty();
            }
            Object key = found.fileKey();
            return Optional.of(new Zip(
                    String.valueOf(file.getFileName()),
                    found.size(),
                    found.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    key == null ? "" : key.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
