package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.plugin.PluginEntry;
import java.io.PrintStream;
import java.util.List;

/** {@code host list}: what is in the plugins folder. */
final class ListCommand extends Command {
    private final HostCommand host;

    ListCommand(HostCommand host) {
        super("list", "List the plugins, and what is wrong with those that cannot be used.");
        this.host = host;
    }

    @Override
    public Integer call() {
        List<PluginEntry> entries = host.store().refresh();
        host.terminal().print(out -> print(entries, out));
        if (entries.isEmpty()) {
            host.terminal()
                    .notes()
                    .println("No plugin yet. Drop a zip into " + host.home().plugins() + ", or run: host install FILE");
        }
        return ExitCode.COMPLETE.number();
    }

    private static void print(List<PluginEntry> entries, PrintStream out) {
        int width =
                entries.stream().mapToInt(entry -> entry.id().length()).max().orElse(0);
        int versionWidth = entries.stream()
                .mapToInt(entry -> entry.version().length())
                .max()
                .orElse(0);
        for (PluginEntry entry : entries) {
            String what = entry.problem().map(problem -> "BROKEN  " + problem).orElse(entry.description());
            out.println(padded(entry.id(), width) + "  " + padded(entry.version(), versionWidth) + "  " + what);
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
