package dev.taphouse.host.cli;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.Home;
import dev.taphouse.host.plugin.isolation.StdoutGuard;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** The command line: from arguments to an exit code. */
public final class HostCli {
    private final Home home;
    private final Terminal terminal;
    private final Surroundings surroundings;

    HostCli(Home home, Terminal terminal) {
        this(home, terminal, new Surroundings(System.getenv(), System.in));
    }

    HostCli(Home home, Terminal terminal, Surroundings surroundings) {
        this.home = home;
        this.terminal = terminal;
        this.surroundings = surroundings;
    }

    /** The command line of this process; takes stdout away from everybody else. */
    public static HostCli ofProcess() {
        Map<String, String> environment = System.getenv();
        PrintStream notes = System.err;
        boolean interactive = "1".equals(environment.get("TAPHOUSE_TTY"));
        Terminal terminal = new Terminal(StdoutGuard.take(), notes, interactive);
        return new HostCli(Home.of(environment, HostCli::distribution), terminal);
    }

    /** Where its plugins are. */
    Home home() {
        return home;
    }

    /** Runs a command; what is expected to fail is told in lines without a stack trace. */
    public int run(String... args) {
        Log.to(terminal.notes());
        CommandLine line = Commands.lineFor(args, new HostCommand(home, terminal, surroundings));
        line.setOut(new PrintWriter(terminal.text(), true));
        line.setErr(new PrintWriter(terminal.notes(), true));
        Problems problems = new Problems();
        line.setParameterExceptionHandler(problems);
        line.setExecutionExceptionHandler(problems);
        line.setUsageHelpAutoWidth(false);
        line.setOverwrittenOptionsAllowed(false);
        CommandLine run = line.getSubcommands().get("run");
        return line.execute(
                run == null
                        ? args
                        : MageSpelling.normalised(
                                args, run.getCommandSpec().optionsMap().keySet()));
    }

    /** The folder above {@code lib/}, where this class's jar is; the working folder when it is in none. */
    private static Path distribution() {
        try {
            Path code = Path.of(HostCli.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path lib = code.getParent();
            return lib != null && lib.endsWith("lib") && lib.getParent() != null ? lib.getParent() : Path.of("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
