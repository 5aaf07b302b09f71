package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes secrets that changed back into the config files they came from, as the Singer specification says; only for
 * those who ask for it. A secret goes into the last file that names its option; one that no file names, or that is a
 * reference there, stays in the token store alone.
 */
public final class ConfigWriteBack implements Consumer<Map<String, String>> {
    private final List<Path> files;
    private final List<Option<?>> options;
    private final Consumer<String> warnings;

    /**
     * A write-back.
     *
     * @param files config files, the later ones having won over the earlier ones
     * @param warnings takes a line for a file that cannot be written: the secret is in the token store all the same
     */
    public ConfigWriteBack(List<Path> files, List<Option<?>> options, Consumer<String> warnings) {
        this.files = List.copyOf(files);
        this.options = List.copyOf(options);
        this.warnings = warnings;
    }

    /** Takes the new secrets, by name. */
    @Override
    public void accept(Map<String, String> secrets) {
        Map<Path, Map<String, @Nullable Object>> documents = new LinkedHashMap<>();
        try {
            files.forEach(file -> documents.put(file, JsonFile.readObject(file, "config")));
        } catch (Failure e) {
            warnings.accept(e.text() + "; the new secrets are in the token store alone");
            return;
        }
        Set<Path> changed = new LinkedHashSet<>();
        secrets.forEach((name, value) -> put(documents, name, value).ifPresent(changed::add));
        changed.forEach(file -> write(file, documents.getOrDefault(file, Map.of())));
    }

    /** Sets the secret in the last document that names it; the file, if that changed it. */
    private Optional<Path> put(Map<Path, Map<String, @Nullable Object>> documents, String secret, String value) {
        List<Path> names = new ArrayList<>(documents.keySet());
        Collections.reverse(names);
        for (Path file : names) {
            Map<String, @Nullable Object> document = documents.getOrDefault(file, Map.of());
            Optional<String> key = key(secret, document);
            if (key.isPresent()) {
                Object old = document.get(key.get());
                boolean isReference = old instanceof String text && References.isIn(text);
                if (isReference || value.equals(old)) {
                    return Optional.empty();
                }
                document.put(key.get(), value);
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private Optional<String> key(String secret, Map<String, @Nullable Object> document) {
        return options.stream()
                .filter(option -> option.name().equals(secret))
                .flatMap(option -> Stream.concat(Stream.of(option.name()), option.aliases().stream()))
                .filter(document::containsKey)
                .findFirst();
    }

    private void write(Path file, Map<String, @Nullable Object> document) {
        try {
            Path real = file.toRealPath();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Json.pretty(bytes, document);
            AtomicFile.write(real, bytes.toByteArray(), permissions(real));
        } catch (IOException e) {
            warnings.accept("config file '" + file + "' cannot be written back: " + e.getMessage()
                    + "; the new secrets are in the token store alone");
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                ? Files.getPosixFilePermissions(file)
                : PosixFilePermissions.fromString("rw-------");
    }
}
