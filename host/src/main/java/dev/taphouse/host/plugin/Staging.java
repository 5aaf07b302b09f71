package dev.taphouse.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** A folder for one zip on its way into the store. Closing it deletes what is left in it. */
final class Staging implements AutoCloseable {
    /** Nothing takes this long: what is older was left by a process that died. */
    private static final Duration STALE = Duration.ofHours(1);

    private final Path folder;

    private Staging(Path folder) {
        this.folder = folder;
    }

    static Staging open(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Staging(Files.createTempDirectory(parent, ""));
    }

    /** The copy of the zip that is examined: nobody changes it. */
    Path zip() {
        return folder.resolve("plugin.zip");
    }

    /** Copies a zip. @return its digest */
    String copy(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source);
                DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(zip()), Digests.sha256())) {
            in.transferTo(out);
            return Digests.hex(out.getMessageDigest().digest());
        }
    }

    /** A new folder to expand into. */
    Path content() throws IOException {
        return Files.createDirectories(folder.resolve("content"));
    }

    /** A name for something to be thrown away. */
    Path trash() {
        return folder.resolve("trash");
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }

    /** Deletes what processes that died have left. */
    static void sweep(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        FileTime limit = FileTime.from(Instant.now().minus(STALE));
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path each : folders.toList()) {
                if (Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                    Folders.delete(each);
                }
            }
        }
    }
}
