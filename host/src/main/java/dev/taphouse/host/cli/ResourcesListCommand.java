package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host resources list}: what taps keep at a source. */
@Command(name = "list", description = "List what taps of a plugin keep at its source, and what it costs there.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ResourcesListCommand implements Callable<Integer> {
    @ParentCommand
    private ResourcesCommand resources;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @Mixin
    private ConfigInput config;

    @Mixin
    private SettingsInput settings;

    @Override
    public Integer call() throws Exception {
        resources.with(id, config, settings, tap -> print(tap.resources()));
        return ExitCode.COMPLETE.number();
    }

    private void print(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            Log.info(id + ": nothing is kept at the source");
            return;
        }
        Set<String> titles = new LinkedHashSet<>();
        rows.forEach(row -> titles.addAll(row.keySet()));
        Table table =
                new Table(titles.stream().map(title -> title.replace('_', ' ')).toArray(String[]::new));
        for (Map<String, Object> row : rows) {
            table.row(titles.stream()
                    .map(title -> String.valueOf(row.getOrDefault(title, "")))
                    .toArray(String[]::new));
        }
        resources.terminal().print(table::print);
    }
}
