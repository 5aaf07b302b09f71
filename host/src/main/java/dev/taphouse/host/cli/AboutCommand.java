package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host about}: what a plugin is, and what it wants to be told. */
final class AboutCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec id =
            with(Options.parameter(0, String.class, "ID").description("The plugin, as in 'host list'."));
    private final OptionSpec format = with(Options.option(AboutFormat.class, "<format>", "--format")
            .defaultValue("text")
            .description("${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}."));

    AboutCommand(HostCommand host) {
        super("about", "Show what a plugin is and which options it has.");
        this.host = host;
    }

    @Override
    public Integer call() throws Exception {
        InstalledPlugin plugin = host.store().find(id.getValue());
        List<Option<?>> options;
        try (LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            options = loaded.call(() -> loaded.source().options());
        }
        new About(plugin, options, host.home().folder()).print(format.getValue(), host.terminal());
        return ExitCode.COMPLETE.number();
    }
}
