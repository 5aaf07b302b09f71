package dev.taphouse.host.cli;

import dev.taphouse.host.config.JsonFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the config comes from. */
final class ConfigInput {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The config; see 'host about ID' for its options.")
    private @Nullable Path file;

    /** The config as the user wrote it; empty without one. */
    Map<String, @Nullable Object> read() {
        return file == null ? Map.of() : JsonFile.readObject(file, "config");
    }
}
