package dev.taphouse.host.cli;

import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Tap;
import java.util.List;
import java.util.function.Consumer;

/** {@code host resources}: what taps keep at a source, such as the replication slots of a database. */
final class ResourcesCommand extends Command {
    private final HostCommand host;

    ResourcesCommand(HostCommand host) {
        super("resources", "List and drop what taps keep at a source, such as replication slots.");
        this.host = host;
        List<Command> commands = List.of(new ResourcesListCommand(this), new ResourcesDropCommand(this));
        commands.forEach(each -> spec().addSubcommand(each.spec().name(), each.spec()));
    }

    @Override
    public Integer call() {
        throw misused("a command is missing: list or drop");
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
