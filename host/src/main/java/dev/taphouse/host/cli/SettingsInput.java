package dev.taphouse.host.cli;

import dev.taphouse.host.config.SettingsFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of a block of a Mage pipeline, which may hold config and catalog. */
final class SettingsInput {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "YAML or JSON with 'config' and 'catalog', each used where no other is given.")
    private @Nullable Path file;

    /** The settings; empty without any. The YAML library is loaded here and nowhere else. */
    Optional<SettingsFile> read() {
        return Optional.ofNullable(file).map(SettingsFile::read);
    }
}
