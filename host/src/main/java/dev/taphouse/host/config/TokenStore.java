package dev.taphouse.host.config;

import dev.taphouse.api.SourceContext;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Secrets that change while a connector is used, outside config and state: one file for each key, readable by its owner
 * alone, replaced atomically under a lock held across processes. Thread-safe.
 */
public final class TokenStore {
    /** A FileLock holds for the process, this one for its threads. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;
    private final Consumer<Map<String, String>> listener;

    /**
     * The store of one plugin.
     *
     * @param folder made when the first secret is stored
     */
    public TokenStore(Path folder) {
        this(folder, secrets -> {});
    }

    /**
     * The store of one plugin.
     *
     * @param listener takes the secrets of a key once they were changed and stored, still under the lock
     */
    public TokenStore(Path folder, Consumer<Map<String, String>> listener) {
        this.folder = folder;
        this.listener = listener;
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
                AtomicFile.write(file, Json.bytes(now), PosixFilePermissions.fromString("rw-------"));
                listener.accept(now);
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
