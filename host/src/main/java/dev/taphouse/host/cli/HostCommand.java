package dev.taphouse.host.cli;

import dev.taphouse.host.Versions;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.log.Severity;
import dev.taphouse.host.plugin.Home;
import dev.taphouse.host.plugin.PluginStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top command: what all commands share. */
@Command(
        name = "host",
        description = "Runs Singer source connectors, each one a plugin in the plugins folder.",
        footer = {
            "",
            "Exit codes: 0 complete, 1 failure, 2 usage, 3 config, catalog or state not usable,",
            "4 connection or credentials, 5 partial, 6 plugin, 7 stdout closed."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HostCommand implements Runnable {
    private final Home home;
    private final Terminal terminal;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    HostCommand(Home home, Terminal terminal, Surroundings surroundings) {
        this.home = home;
        this.terminal = terminal;
        this.surroundings = surroundings;
    }

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log more, and show the stack trace of a failure.")
    void debug(boolean on) {
        if (on) {
            Log.level(Severity.DEBUG);
            Log.traces(true);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    Home home() {
        return home;
    }

    Terminal terminal() {
        return terminal;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    PluginStore store() {
        return new PluginStore(home, Versions.api());
    }
}
