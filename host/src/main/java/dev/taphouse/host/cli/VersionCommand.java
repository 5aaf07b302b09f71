package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Versions;

/** {@code host version}. */
final class VersionCommand extends Command {
    private final HostCommand host;

    VersionCommand(HostCommand host) {
        super("version", "Print the version of the host and of the plugin API it provides.");
        this.host = host;
    }

    @Override
    public Integer call() {
        String line = "taphouse " + Versions.host() + " (plugin-api " + Versions.api() + ", java "
                + Runtime.version().feature() + ")";
        host.terminal().print(out -> out.println(line));
        return ExitCode.COMPLETE.number();
    }
}
