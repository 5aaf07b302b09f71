package dev.taphouse.host.config;

import dev.taphouse.api.SourceContext;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Secrets that change while a connector is used, outside config and state: one file for each key, readable by its owner
 * alone, replaced atomically under a lock held across processes. Thread-safe.
 */
public final class TokenStore {
    /** A FileLock holds for the process, this one for its threads. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;

    /**
     * The store of one plugin.
     *
     * @param folder made when the first secret is stored
     */
    public TokenStore(Path folder) {
        this.folder = folder;
    }

    /** See {@link SourceContext#secrets}. */
    public Map<String, String> update(String key, SourceContext.Refresh change) throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve(name(key) + ".json");
        Path lock = folder.resolve(name(key) + ".lock");
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            Map<String, String> old = held.isValid() ? read(file) : Map.of();
            Map<String, String> now = Map.copyOf(change.refresh(old));
            if (!now.equals(old)) {
                write(file, now);
            }
            return now;
        } finally {
            THREADS.unlock();
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Map<String, String> secrets = new LinkedHashMap<>();
        JsonFile.readObject(file, "token file").forEach((name, value) -> secrets.put(name, String.valueOf(value)));
        return Collections.unmodifiableMap(secrets);
    }

    private void write(Path file, Map<String, String> secrets) throws IOException {
        Path fresh = Files.createTempFile(folder, "new", ".json");
        try {
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(secrets));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A name for any key; keys may hold what a file name may not. */
    private static String name(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
