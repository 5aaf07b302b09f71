package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hidden folder for what is half made, and the process that works in it. Both end with this one, also by a signal; what
 * a killed one leaves behind, a later one clears away.
 */
final class Workshop implements AutoCloseable {
    private static final String PREFIX = ".archive-";
    /** Nothing takes this long. */
    private static final Duration STALE = Duration.ofHours(1);

    private final Path folder;
    private volatile @Nullable Process worker;

    private Workshop(Path folder) {
        this.folder = folder;
    }

    /** A new one in a folder that can be written. */
    static Workshop open(Path parent) throws IOException {
        sweep(parent);
        Workshop workshop = new Workshop(Files.createTempDirectory(parent, PREFIX));
        Runtime.getRuntime().addShutdownHook(new Thread(workshop::close));
        return workshop;
    }

    /** A file in it. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Runs a program, its output thrown away, and waits for its end.
     *
     * @param failure what is said when it fails
     * @throws Failure {@link ExitCode#FAILURE} if it does not end with 0
     */
    void run(String failure, ProcessBuilder.Redirect notes, List<String> line)
            throws IOException, InterruptedException {
        Process started = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(notes)
                .start();
        worker = started;
        int code = started.waitFor();
        if (code != 0) {
            throw new Failure(ExitCode.FAILURE, failure + " (exit code " + code + ")");
        }
    }

    /** Ends the process that works in it, and deletes it; a second time does nothing. */
    @Override
    public void close() {
        try {
            Process working = worker;
            if (working != null) {
                working.destroyForcibly().onExit().join();
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep(Path parent) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(STALE));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : left) {
                if (Files.getLastModifiedTime(each).compareTo(limit) < 0) {
                    delete(each);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(folder);
        } catch (NoSuchFileException e) {
            // It was deleted already.
        }
    }
}
