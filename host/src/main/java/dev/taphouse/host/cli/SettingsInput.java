package dev.taphouse.host.cli;

import dev.taphouse.host.config.SettingsFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The settings of a block of a Mage pipeline, which may hold config and catalog. */
final class SettingsInput extends Options {
    private final OptionSpec file = with(option(Path.class, "FILE", "--settings")
            .description("YAML or JSON with 'config' and 'catalog', each used where no other is given."));

    /** The settings; empty without any. The YAML library is loaded here and nowhere else. */
    Optional<SettingsFile> read() {
        return Options.<Path>given(file).map(SettingsFile::read);
    }
}
