package dev.taphouse.host.cli;

import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Tap;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code host resources}: what taps keep at a source, such as the replication slots of a database. */
@Command(
        name = "resources",
        description = "List and drop what taps keep at a source, such as replication slots.",
        subcommands = {ResourcesListCommand.class, ResourcesDropCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResourcesCommand implements Runnable {
    @ParentCommand
    private HostCommand host;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list or drop");
    }

    Terminal terminal() {
        return host.terminal();
    }

    /** Does something with a plugin and its config. */
    void with(String id, ConfigInput config, SettingsInput settings, Consumer<Tap> work) throws Exception {
        try (LoadedPlugin loaded = LoadedPlugin.load(host.store().find(id))) {
            loaded.call(() -> {
                work.accept(TapInput.tap(
                        host, config, loaded, config.layers(host.surroundings(), settings.read()), new Stop()));
                return true;
            });
        }
    }
}
