package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.config.ConfigSchema;
import dev.taphouse.host.config.MeltanoEntry;
import dev.taphouse.host.plugin.InstalledPlugin;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plugin is.
 *
 * @param plugin the plugin
 * @param options the options of its source
 * @param folder the home, in which its launcher is
 */
record About(InstalledPlugin plugin, List<Option<?>> options, Path folder) {
    private static final List<String> CAPABILITIES =
            List.of("catalog", "discover", "state", "properties", "about", "test", "structured-logging");

    void print(AboutFormat format, Terminal terminal) {
        switch (format) {
            case text -> terminal.print(this::text);
            case json -> terminal.json(json());
            case markdown -> terminal.print(this::markdown);
            case meltano -> terminal.print(this::meltano);
        }
    }

    private Map<String, Object> json() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("name", plugin.id());
        about.put("description", plugin.description());
        about.put("version", plugin.version());
        about.put("capabilities", CAPABILITIES);
        about.put("settings", ConfigSchema.of(options));
        return about;
    }

    private void text(PrintStream out) {
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
        out.flush();
    }

    private static String need(Option<?> option) {
        if (option.isRequired()) {
            return ", required";
        }
        return shownDefault(option).map(value -> ", default " + value).orElse("");
    }

    private void markdown(PrintStream out) {
        out.println("# `" + plugin.id() + "`");
        out.println();
        out.println(plugin.description());
        out.println();
        out.println("Version " + plugin.version() + ", a plugin of Taphouse.");
        out.println();
        out.println("## Capabilities");
        out.println();
        CAPABILITIES.forEach(capability -> out.println("* `" + capability + "`"));
        out.println();
        out.println("## Settings");
        out.println();
        out.println("| Setting | Type | Required | Default | Description |");
        out.println("|:--------|:-----|:---------|:--------|:------------|");
        for (Option<?> option : options) {
            out.println("| " + option.name() + " | " + cell(option.kind().inWords()) + " | "
                    + (option.isRequired() ? "yes" : "no") + " | "
                    + shownDefault(option).map(About::cell).orElse("") + " | " + cell(option.description()) + " |");
        }
        out.flush();
    }

    private void meltano(PrintStream out) {
        Path launcher = folder.resolve("bin").resolve("tap-" + plugin.id());
        out.print(MeltanoEntry.of(plugin.id(), plugin.description(), launcher, options));
        out.flush();
    }

    /** The default as text; never that of a secret. */
    private static Optional<String> shownDefault(Option<?> option) {
        return option.kind() == Option.Kind.SECRET
                ? Optional.empty()
                : option.defaultValue().map(String::valueOf);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
