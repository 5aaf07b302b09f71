package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.InstalledPlugin;
import java.nio.file.Path;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host install}: a zip is checked, and only then copied into the plugins folder. */
final class InstallCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec zip =
            with(Options.parameter(0, Path.class, "FILE").description("The zip."));

    InstallCommand(HostCommand host) {
        super("install", "Check a plugin zip and copy it into the plugins folder.");
        this.host = host;
    }

    @Override
    public Integer call() {
        InstalledPlugin plugin = host.store().install(zip.getValue());
        plugin.warnings().forEach(Log::warn);
        Log.info("installed " + plugin.id() + " " + plugin.version() + "; try: host about " + plugin.id());
        return ExitCode.COMPLETE.number();
    }
}
