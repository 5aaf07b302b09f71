package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host uninstall}: the zip is removed from the plugins folder. */
final class UninstallCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec id =
            with(Options.parameter(0, String.class, "ID").description("The plugin, as in 'host list'."));

    UninstallCommand(HostCommand host) {
        super("uninstall", "Remove a plugin. A sync that runs goes on to its end.");
        this.host = host;
    }

    @Override
    public Integer call() {
        String plugin = id.getValue();
        host.store().uninstall(plugin);
        Log.info("uninstalled " + plugin);
        return ExitCode.COMPLETE.number();
    }
}
