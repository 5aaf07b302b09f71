package dev.taphouse.host.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The commands below {@code host}. A command line knows only the one that it begins with, unless it has to speak of them
 * all: to make the models of the others takes longer than most commands run.
 */
final class Commands {
    private Commands() {}

    /**
     * A command line for these arguments.
     *
     * @param args as given; when they begin with a command, the line knows that one alone
     * @param host the top command
     */
    static CommandLine lineFor(String[] args, HostCommand host) {
        Map<String, Function<HostCommand, Command>> commands = byName();
        String first = args.length == 0 ? "" : args[0];
        if (commands.containsKey(first) && !first.equals("completion")) {
            commands.keySet().retainAll(Set.of(first));
        }
        CommandLine line = new CommandLine(host.spec());
        commands.forEach(
                (name, command) -> line.addSubcommand(name, command.apply(host).spec()));
        return line;
    }

    /** In the order of the help. */
    private static Map<String, Function<HostCommand, Command>> byName() {
        Map<String, Function<HostCommand, Command>> commands = new LinkedHashMap<>();
        commands.put("list", ListCommand::new);
        commands.put("run", RunCommand::new);
        commands.put("about", AboutCommand::new);
        commands.put("install", InstallCommand::new);
        commands.put("uninstall", UninstallCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("archive", host -> new ArchiveCommand());
        commands.put("completion", CompletionCommand::new);
        commands.put("state", StateCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("version", VersionCommand::new);
        return commands;
    }
}
