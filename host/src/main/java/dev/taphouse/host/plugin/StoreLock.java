package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by the one writer of a store. A file lock keeps other processes out and ends with the process, however it ends;
 * it does not tell threads apart, so a lock of this JVM comes first.
 */
final class StoreLock implements AutoCloseable {
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until no one else holds the lock. */
    static StoreLock take(Path file) throws IOException {
        THREADS.lock();
        try {
            Files.createDirectories(Folders.parent(file));
            return new StoreLock(locked(file));
        } catch (IOException | RuntimeException e) {
            THREADS.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            THREADS.unlock();
        }
    }
}
