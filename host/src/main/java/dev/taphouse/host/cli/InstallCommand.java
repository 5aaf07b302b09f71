package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.InstalledPlugin;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host install}: a zip is checked, and only then copied into the plugins folder. */
@Command(name = "install", description = "Check a plugin zip and copy it into the plugins folder.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InstallCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "FILE", description = "The zip.")
    private Path zip;

    @Override
    public Integer call() {
        InstalledPlugin plugin = host.store().install(zip);
        plugin.warnings().forEach(Log::warn);
        Log.info("installed " + plugin.id() + " " + plugin.version() + "; try: host about " + plugin.id());
        return ExitCode.COMPLETE.number();
    }
}
