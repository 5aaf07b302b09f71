package dev.taphouse.host.cli;

import dev.taphouse.host.Versions;
import dev.taphouse.host.plugin.Home;
import dev.taphouse.host.plugin.PluginEntry;
import dev.taphouse.host.plugin.PluginStore;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process that {@link ClassArchive} watches: does what people do often, and then the command it was given. */
final class Training {
    private Training() {}

    /** Runs the commands and ends the process with the exit code of the last one. */
    public static void main(String[] command) {
        Home home = HostCli.ofProcess().home();
        HostCli quiet = new HostCli(home, silence());
        quiet.run("list");
        new PluginStore(home, Versions.api())
                .refresh().stream()
                        .filter(each -> each.plugin().isPresent())
                        .map(PluginEntry::id)
                        .findFirst()
                        .ifPresent(id -> quiet.run("run", id, "--about"));
        Main.main(command.length == 0 ? new String[] {"version"} : command);
    }

    private static Terminal silence() {
        return new Terminal(
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false);
    }
}
