package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The streams that the files of a plugin's {@code schemas/} folder describe, one each: the default discovery. A file is
 * Draft 4, with {@code x-key-properties}, {@code x-replication-keys} and {@code x-replication-method} at its root.
 */
public final class SchemaFiles {
    private final Map<String, StreamSpec> specs = new LinkedHashMap<>();
    private final Map<Field, Map<String, Object>> schemas = new IdentityHashMap<>();

    private SchemaFiles() {}

    /**
     * Reads the folder.
     *
     * @param folder need not exist
     * @throws Failure of kind PLUGIN for a file that is no schema of a stream
     */
    public static SchemaFiles read(String plugin, Path folder) {
        SchemaFiles files = new SchemaFiles();
        if (Files.isDirectory(folder)) {
            for (Path file : jsonFiles(folder)) {
                files.add(plugin, file);
            }
        }
        return files;
    }

    /** The specs, by name. */
    public Map<String, StreamSpec> specs() {
        return Collections.unmodifiableMap(specs);
    }

    /** The schema in the file of each field; a field that the connector changed is not among the keys. */
    public Map<Field, Map<String, Object>> schemas() {
        return Collections.unmodifiableMap(schemas);
    }

    private void add(String plugin, Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        try {
            Map<String, @Nullable Object> document = JsonFile.readObject(file, "schema");
            SchemaTypes types = new SchemaTypes(document);
            List<Field> fields = types.fields();
            StreamSpec spec = StreamSpec.of(name, fields);
            spec = spec.keys(names(document, "x-key-properties"));
            String[] cursors = names(document, "x-replication-keys");
            spec = spec.cursors(cursors);
            if ("INCREMENTAL".equals(document.get("x-replication-method"))) {
                if (cursors.length == 0) {
                    throw new IllegalArgumentException(
                            "x-replication-method is INCREMENTAL without x-replication-keys");
                }
                spec = spec.defaultCursor(cursors[0]);
            }
            specs.put(name, spec);
            fields.forEach(field -> schemas.put(field, types.portable(field.name())));
        } catch (Failure e) {
            throw new Failure(ExitCode.PLUGIN, "plugin '" + plugin + "': " + e.text(), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.PLUGIN,
                    "plugin '" + plugin + "': schemas/" + file.getFileName() + " describes no stream: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String[] names(Map<String, @Nullable Object> document, String keyword) {
        Object value = document.get(keyword);
        if (value == null) {
            return new String[0];
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toArray(String[]::new);
        }
        throw new IllegalArgumentException(keyword + " is not a list of names");
    }

    private static List<Path> jsonFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure(ExitCode.PLUGIN, "folder '" + folder + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
