package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Versions;
import java.io.PrintStream;
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
        PrintStream out = host.terminal().text();
        out.println("taphouse " + Versions.host() + " (plugin-api " + Versions.api() + ", java "
                + Runtime.version().feature() + ")");
        out.flush();
        return ExitCode.COMPLETE.number();
    }
}
