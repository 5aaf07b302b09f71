package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host resources drop}: lets go what a tap keeps at a source. */
final class ResourcesDropCommand extends Command {
    private final ResourcesCommand resources;
    private final PositionalParamSpec id =
            with(Options.parameter(0, String.class, "ID").description("The plugin, as in 'host list'."));
    private final PositionalParamSpec names =
            with(Options.parameters(1, "NAME").description("As 'host resources list' has them."));
    private final ConfigInput config = with(new ConfigInput());
    private final SettingsInput settings = with(new SettingsInput());

    ResourcesDropCommand(ResourcesCommand resources) {
        super(
                "drop",
                "Drop what a tap keeps at a source. A tap whose replication slot is dropped has to copy its streams again.");
        this.resources = resources;
    }

    @Override
    public Integer call() throws Exception {
        List<String> named = names.getValue();
        if (named.isEmpty()) {
            throw misused("name what is to be dropped, as 'host resources list' has it");
        }
        resources.with(
                id.getValue(),
                config,
                settings,
                tap -> named.forEach(name -> {
                    tap.drop(name);
                    Log.info(id.getValue() + ": '" + name + "' was dropped");
                }));
        return ExitCode.COMPLETE.number();
    }
}
