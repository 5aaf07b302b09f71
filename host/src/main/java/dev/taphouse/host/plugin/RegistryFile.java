package dev.taphouse.host.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the registry. Written whole and moved into place, so readers need no lock. It can be
 * deleted: everything in it is found out again from the zips.
 */
final class RegistryFile {
    private static final long FORMAT = 1;

    private final Path file;

    RegistryFile(Path file) {
        this.file = file;
    }

    /** The registry; empty if there is none that this host understands. */
    Optional<Registry> read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Json.read(in) instanceof Map<?, ?> map
                            && Long.valueOf(FORMAT).equals(map.get("format"))
                    ? Optional.of(registry(map))
                    : Optional.empty();
        } catch (NoSuchFileException | JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Replaces the registry; called under the store's lock. */
    void write(Registry registry) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        ByteBuffer content = ByteBuffer.wrap(Json.bytes(json(registry)));
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Folders.publish(next, file);
    }

    private static Registry registry(Map<?, ?> map) {
        List<Registry.KnownZip> records = new ArrayList<>();
        for (Object each : value(map, "zips", List.class)) {
            Map<?, ?> record = as(each, Map.class);
            records.add(new Registry.KnownZip(zip(record), examination(record), true));
        }
        return new Registry(text(map, "api"), records);
    }

    private static Zip zip(Map<?, ?> map) {
        return new Zip(text(map, "file"), number(map, "size"), number(map, "modified"), text(map, "key"));
    }

    private static Examination examination(Map<?, ?> map) {
        List<String> warnings = new ArrayList<>();
        for (Object warning : value(map, "warnings", List.class)) {
            warnings.add(as(warning, String.class));
        }
        return new Examination(
                text(map, "sha256"),
                map.containsKey("plugin") ? Optional.of(descriptor(value(map, "plugin", Map.class))) : Optional.empty(),
                map.containsKey("problem") ? Optional.of(text(map, "problem")) : Optional.empty(),
                text(map, "contents"),
                warnings);
    }

    private static Descriptor descriptor(Map<?, ?> map) {
        return new Descriptor(
                text(map, "id"),
                text(map, "version"),
                text(map, "description"),
                text(map, "requires"),
                text(map, "provider"),
                text(map, "license"));
    }

    private static String text(Map<?, ?> map, String key) {
        return value(map, key, String.class);
    }

    private static long number(Map<?, ?> map, String key) {
        return value(map, key, Long.class);
    }

    private static <T> T value(Map<?, ?> map, String key, Class<T> type) {
        return as(map.get(key), type);
    }

    private static <T> T as(@Nullable Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("not a registry");
        }
        return type.cast(value);
    }

    private static Map<String, Object> json(Registry registry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("api", registry.api());
        map.put(
                "zips",
                registry.records().stream()
                        .filter(Registry.KnownZip::lasting)
                        .map(RegistryFile::json)
                        .toList());
        return map;
    }

    private static Map<String, Object> json(Registry.KnownZip entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", entry.zip().name());
        map.put("size", entry.zip().size());
        map.put("modified", entry.zip().modified());
        map.put("key", entry.zip().key());
        map.put("sha256", entry.found().sha256());
        entry.found().descriptor().ifPresent(plugin -> map.put("plugin", json(plugin)));
        entry.found().problem().ifPresent(problem -> map.put("problem", problem));
        map.put("contents", entry.found().contents());
        map.put("warnings", entry.found().warnings());
        return map;
    }

    private static Map<String, Object> json(Descriptor plugin) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", plugin.id());
        map.put("version", plugin.version());
        map.put("description", plugin.description());
        map.put("requires", plugin.requires());
        map.put("provider", plugin.provider());
        map.put("license", plugin.license());
        return map;
    }
}
