package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a plugin's folder in the store from being cleared away while a run uses it: a shared lock on a file beside the
 * folder, which ends with the process. Thread-safe.
 */
final class Lease implements AutoCloseable {
    /**
     * The folders this JVM uses. Locks belong to the process and closing any channel of a file drops them all, so each
     * file is opened once.
     */
    private static final Map<Path, Shared> HELD = new HashMap<>();

    private final Path folder;
    private boolean closed;

    private Lease(Path folder) {
        this.folder = folder;
    }

    /** Takes a lease, beside others. Whether the folder is still there is to be looked at afterwards. */
    static Lease take(Path folder) throws IOException {
        synchronized (HELD) {
            Shared shared = HELD.get(folder);
            if (shared == null) {
                shared = new Shared(open(folder));
                HELD.put(folder, shared);
            }
            shared.users++;
            return new Lease(folder);
        }
    }

    /** Moves the folder to where it can be deleted at leisure, unless it is in use. Called under the store's lock. */
    static boolean moveIfFree(Path folder, Path target) throws IOException {
        synchronized (HELD) {
            if (HELD.containsKey(folder)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(
                            file(folder),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    return false;
                }
                Folders.publish(folder, target);
                // A process that has just opened this file finds its folder gone, and says so.
                Files.delete(file(folder));
                return true;
            }
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                file(folder), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.lock(0, Long.MAX_VALUE, true);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Path file(Path folder) throws IOException {
        Files.createDirectories(Folders.parent(folder));
        return folder.resolveSibling(folder.getFileName() + ".lease");
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            Shared shared = HELD.get(folder);
            if (closed || shared == null) {
                return;
            }
            closed = true;
            if (--shared.users == 0) {
                HELD.remove(folder);
                shared.channel.close();
            }
        }
    }

    private static final class Shared {
        private final FileChannel channel;
        private int users;

        private Shared(FileChannel channel) {
            this.channel = channel;
        }
    }
}
