package dev.taphouse.host.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * The commands below {@code host}. A command line knows only the one that it begins with, unless it has to speak of them
 * all: to make the models of the others takes longer than most commands run.
 */
final class Commands {
    /** In the order of the help. */
    private static final List<String> NAMES = List.of(
            "list",
            "run",
            "about",
            "install",
            "uninstall",
            "verify",
            "archive",
            "completion",
            "state",
            "report",
            "version");

    private Commands() {}

    /**
     * A command line for these arguments.
     *
     * @param args as given; when they begin with a command, the line knows that one alone
     * @param host the top command
     */
    static CommandLine lineFor(String[] args, HostCommand host) {
        String first = args.length == 0 ? "" : args[0];
        boolean alone = NAMES.contains(first) && !first.equals("completion");
        CommandLine line = new CommandLine(host.spec());
        for (String name : alone ? List.of(first) : NAMES) {
            line.addSubcommand(name, command(name, host).spec());
        }
        return line;
    }

    private static Command command(String name, HostCommand host) {
        return switch (name) {
            case "list" -> new ListCommand(host);
            case "run" -> new RunCommand(host);
            case "about" -> new AboutCommand(host);
            case "install" -> new InstallCommand(host);
            case "uninstall" -> new UninstallCommand(host);
            case "verify" -> new VerifyCommand(host);
            case "archive" -> new ArchiveCommand();
            case "completion" -> new CompletionCommand(host);
            case "state" -> new StateCommand(host);
            case "report" -> new ReportCommand(host);
            case "version" -> new VersionCommand(host);
            default -> throw new IllegalArgumentException("no command: " + name);
        };
    }
}
