package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Versions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code host version}. */
@Command(name = "version", description = "Print the version of the host and of the plugin API it provides.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VersionCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Override
    public Integer call() {
        String line = "taphouse " + Versions.host() + " (plugin-api " + Versions.api() + ", java "
                + Runtime.version().feature() + ")";
        host.terminal().print(out -> out.println(line));
        return ExitCode.COMPLETE.number();
    }
}
