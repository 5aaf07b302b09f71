package dev.taphouse.host.cli;

import dev.taphouse.host.Versions;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.log.Severity;
import dev.taphouse.host.plugin.Home;
import dev.taphouse.host.plugin.PluginStore;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.ScopeType;

/** The top command: what all commands share. */
final class HostCommand extends Command {
    private final Home home;
    private final Terminal terminal;
    private final Surroundings surroundings;

    HostCommand(Home home, Terminal terminal, Surroundings surroundings) {
        super("host", "Runs Singer source connectors, each one a plugin in the plugins folder.");
        this.home = home;
        this.terminal = terminal;
        this.surroundings = surroundings;
        spec().usageMessage()
                .footer(
                        "",
                        "Exit codes: 0 complete, 1 failure, 2 usage, 3 config, catalog or state not usable,",
                        "4 connection or credentials, 5 partial, 6 plugin, 7 stdout closed.");
        with(Options.flag("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help."));
        with(Options.flag("--debug")
                .setter(new Debugging())
                .scopeType(ScopeType.INHERIT)
                .description("Log more, and show the stack trace of a failure."));
    }

    @Override
    public Integer call() {
        throw misused("a command is missing");
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

    /** Holds from where it stands on the command line on, also for what is wrong with the rest. */
    private static final class Debugging implements ISetter {
        @Override
        public <T> T set(T on) {
            if (Boolean.TRUE.equals(on)) {
                Log.level(Severity.DEBUG);
                Log.traces(true);
            }
            return on;
        }
    }
}
