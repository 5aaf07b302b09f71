package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host uninstall}: the zip is removed from the plugins folder. */
@Command(name = "uninstall", description = "Remove a plugin. A sync that runs goes on to its end.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class UninstallCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @Override
    public Integer call() {
        host.store().uninstall(id);
        Log.info("uninstalled " + id);
        return ExitCode.COMPLETE.number();
    }
}
