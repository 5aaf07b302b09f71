package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the store does with folders: move at once, make durable, delete. */
final class Folders {

    private Folders() {}

    /** The folder a file is in. */
    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "the file has no folder");
    }

    /** Moves a file or folder so that others see it complete or not at all, and makes the move durable. */
    static void publish(Path from, Path to) throws IOException {
        Files.createDirectories(parent(to));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(parent(to));
    }

    /** Writes a folder's entries, or a file's content, through to the disk. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it; an absent one is fine. Links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (NoSuchFileException e) {
            // Somebody else was faster.
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
