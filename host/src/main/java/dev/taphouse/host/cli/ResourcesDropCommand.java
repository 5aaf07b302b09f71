package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host resources drop}: lets go what a tap keeps at a source. */
@Command(
        name = "drop",
        description = {
            "Drop what a tap keeps at a source. A tap whose replication slot is dropped has to copy its streams again."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResourcesDropCommand implements Callable<Integer> {
    @ParentCommand
    private ResourcesCommand resources;

    @Parameters(index = "0", paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "As 'host resources list' has them.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private ConfigInput config;

    @Mixin
    private SettingsInput settings;

    @Override
    public Integer call() throws Exception {
        resources.with(
                id,
                config,
                settings,
                tap -> names.forEach(name -> {
                    tap.drop(name);
                    Log.info(id + ": '" + name + "' was dropped");
                }));
        return ExitCode.COMPLETE.number();
    }
}
