package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host about}: what a plugin is, and what it wants to be told. */
@Command(name = "about", description = "Show what a plugin is and which options it has.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AboutCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @picocli.CommandLine.Option(
            names = "--format",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private AboutFormat format;

    @Override
    public Integer call() throws Exception {
        InstalledPlugin plugin = host.store().find(id);
        List<Option<?>> options;
        try (LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            options = loaded.call(() -> loaded.source().options());
        }
        new About(plugin, options, host.home().folder()).print(format, host.terminal());
        return ExitCode.COMPLETE.number();
    }
}
