package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host resources list}: what taps keep at a source. */
final class ResourcesListCommand extends Command {
    private final ResourcesCommand resources;
    private final PositionalParamSpec id =
            with(Options.parameter(0, String.class, "ID").description("The plugin, as in 'host list'."));
    private final ConfigInput config = with(new ConfigInput());
    private final SettingsInput settings = with(new SettingsInput());

    ResourcesListCommand(ResourcesCommand resources) {
        super("list", "List what taps of a plugin keep at its source, and what it costs there.");
        this.resources = resources;
    }

    @Override
    public Integer call() throws Exception {
        resources.with(id.getValue(), config, settings, tap -> print(tap.resources()));
        return ExitCode.COMPLETE.number();
    }

    private void print(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            Log.info(id.getValue() + ": nothing is kept at the source");
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
