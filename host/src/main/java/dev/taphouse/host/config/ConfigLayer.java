package dev.taphouse.host.config;

import dev.taphouse.host.ExitCode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the places a config comes from; later ones win over earlier ones. Immutable.
 *
 * @param kind what kind of place
 * @param values as written there; empty for the environment, which is asked once the options are known
 * @param file the file; null for another place
 */
public record ConfigLayer(
        Kind kind,
        Map<String, @Nullable Object> values,
        @Nullable Path file) {

    public ConfigLayer {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A JSON file; see {@link JsonFile#readObject} for its failures. */
    public static ConfigLayer file(Path file) {
        return new ConfigLayer(Kind.FILE, JsonFile.readObject(file, "config"), file);
    }

    /**
     * A JSON document that is no file.
     *
     * @param name in messages, such as {@code --config-json}
     */
    public static ConfigLayer text(byte[] json, String name) {
        return new ConfigLayer(Kind.TEXT, new JsonDocument(name, ExitCode.INPUT).object(json), null);
    }

    /**
     * Values that were read elsewhere.
     *
     * @param file where
     */
    public static ConfigLayer values(Map<String, @Nullable Object> values, Path file) {
        return new ConfigLayer(Kind.TEXT, values, file);
    }

    /** The variables of the environment that are named for the plugin's options. */
    public static ConfigLayer environment() {
        return new ConfigLayer(Kind.ENVIRONMENT, Map.of(), null);
    }

    /** The folder that names of files in values are relative to; the working folder without a file. */
    Path folder() {
        Path parent = file == null ? null : file.toAbsolutePath().getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The kinds of places. */
    public enum Kind {
        /** A JSON file, which new tokens can be written back into. */
        FILE,
        /** A document that is not written to. */
        TEXT,
        /** Variables of the environment. */
        ENVIRONMENT
    }
}
