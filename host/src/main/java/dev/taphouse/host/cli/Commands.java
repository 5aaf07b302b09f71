package dev.taphouse.host.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/**
 * The commands below {@code host}. Reading the annotations of them all takes longer than most of them run, so a command
 * line knows only the one that it begins with, unless it has to speak of them all.
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
        CommandLine line = new CommandLine(host);
        Map<String, Class<?>> commands = byName();
        String first = args.length == 0 ? "" : args[0];
        Class<?> only = commands.get(first);
        if (only == null || only == CompletionCommand.class) {
            commands.forEach(line::addSubcommand);
        } else {
            line.addSubcommand(first, only);
        }
        // what follows its first argument is another command's
        CommandLine archive = line.getSubcommands().get("archive");
        if (archive != null) {
            archive.setStopAtPositional(true);
        }
        return line;
    }

    /** In the order of the help. */
    private static Map<String, Class<?>> byName() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("list", ListCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("about", AboutCommand.class);
        commands.put("install", InstallCommand.class);
        commands.put("uninstall", UninstallCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("archive", ArchiveCommand.class);
        commands.put("completion", CompletionCommand.class);
        commands.put("state", StateCommand.class);
        commands.put("resources", ResourcesCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("version", VersionCommand.class);
        return commands;
    }
}
