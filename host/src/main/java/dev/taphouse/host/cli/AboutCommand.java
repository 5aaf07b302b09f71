package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.config.ConfigSchema;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host about}: what a plugin is, and what it wants to be told. */
@Command(name = "about", description = "Show what a plugin is and which options it has.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AboutCommand implements Callable<Integer> {
    private static final List<String> CAPABILITIES = List.of("catalog", "discover", "state", "properties", "about");

    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @picocli.CommandLine.Option(names = "--format", defaultValue = "text", description = "text or json. Default: text.")
    private Format format;

    @Override
    public Integer call() throws Exception {
        InstalledPlugin plugin = host.store().find(id);
        List<Option<?>> options;
        try (LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            options = loaded.call(() -> loaded.source().options());
        }
        switch (format) {
            case text -> host.terminal().print(out -> text(plugin, options, out));
            case json -> json(plugin, options);
        }
        return ExitCode.COMPLETE.number();
    }

    private void json(InstalledPlugin plugin, List<Option<?>> options) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", plugin.id());
        about.put("description", plugin.description());
        about.put("version", plugin.version());
        about.put("capabilities", CAPABILITIES);
        about.put("settings", ConfigSchema.of(options));
        host.terminal().json(about);
    }

    private static void text(InstalledPlugin plugin, List<Option<?>> options, PrintStream out) {
        out.println(plugin.id() + " " + plugin.version() + ": " + plugin.description());
        out.println("Needs plugin-api " + plugin.requires() + ". Provided by " + plugin.provider() + ", "
                + plugin.license() + ".");
        out.println();
        out.println("Options:");
        for (Option<?> option : options) {
            out.println("  " + option.name() + "  " + option.description() + " ("
                    + option.kind().inWords() + need(option) + ")");
        }
        out.println();
        out.println("A config to start from: "
                + plugin.folder().resolve("templates").resolve("config.json"));
        out.println("All about it: " + plugin.folder().resolve("README.md"));
    }

    private static String need(Option<?> option) {
        if (option.isRequired()) {
            return ", required";
        }
        return option.defaultValue().map(value -> ", default " + value).orElse("");
    }

    /** The forms that the text comes in. */
    enum Format {
        text,
        json
    }
}
