package dev.taphouse.host.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which zip provides which plugin, where several claim the same id. */
final class PluginEntries {

    private PluginEntries() {}

    /** One entry for each zip, by id, then by file. */
    static List<PluginEntry> of(Registry registry, Home home) {
        Map<String, Registry.KnownZip> winners = winners(registry);
        List<PluginEntry> entries = new ArrayList<>();
        for (Registry.KnownZip each : registry.records()) {
            entries.add(entry(each, winners, registry.api(), home));
        }
        entries.sort(PluginEntries::byIdThenFile);
        return List.copyOf(entries);
    }

    /** In the JDK's own words the JVM would link it at each start, since those comparators can be serialised. */
    private static int byIdThenFile(PluginEntry a, PluginEntry b) {
        int byId = a.id().compareTo(b.id());
        return byId == 0 ? a.zip().compareTo(b.zip()) : byId;
    }

    /** The higher version wins; of equal ones the first file. */
    private static Map<String, Registry.KnownZip> winners(Registry registry) {
        Map<String, Registry.KnownZip> winners = new HashMap<>();
        for (Registry.KnownZip each : registry.records()) {
            if (each.found().problem().isEmpty()) {
                winners.merge(plugin(each).key(), each, PluginEntries::higher);
            }
        }
        return winners;
    }

    private static Registry.KnownZip higher(Registry.KnownZip first, Registry.KnownZip second) {
        return Versions.compare(plugin(second).version(), plugin(first).version()) > 0 ? second : first;
    }

    private static Descriptor plugin(Registry.KnownZip each) {
        return each.found().descriptor().orElseThrow();
    }

    private static PluginEntry entry(
            Registry.KnownZip each, Map<String, Registry.KnownZip> winners, String api, Home home) {
        Examination found = each.found();
        Optional<String> problem = found.problem().or(() -> shadowed(each, winners));
        Path zip = home.plugins().resolve(each.zip().name());
        return new PluginEntry(
                found.descriptor().map(Descriptor::id).orElse(each.zip().name()),
                found.descriptor().map(Descriptor::version).orElse(""),
                found.descriptor().map(Descriptor::description).orElse(""),
                zip,
                problem,
                problem.isPresent() ? Optional.empty() : Optional.of(installed(found, api, home)));
    }

    private static Optional<String> shadowed(Registry.KnownZip each, Map<String, Registry.KnownZip> winners) {
        Registry.KnownZip winner = winners.get(plugin(each).key());
        if (winner == null || winner.zip().equals(each.zip())) {
            return Optional.empty();
        }
        String other = plugin(winner).id() + " " + plugin(winner).version() + " of "
                + winner.zip().name();
        return Optional.of(
                plugin(winner).id().equals(plugin(each).id())
                        ? "it is not used beside " + other + "; delete one of the two files"
                        : "its id " + plugin(each).id() + " cannot be told from " + other
                                + ", since _ and - count as one; delete one of the two files");
    }

    static InstalledPlugin installed(Examination found, String api, Home home) {
        Descriptor plugin = found.descriptor().orElseThrow();
        return new InstalledPlugin(
                plugin.id(),
                plugin.version(),
                plugin.description(),
                plugin.requires(),
                plugin.provider(),
                plugin.license(),
                api,
                found.sha256(),
                home.store().resolve(found.folder()),
                found.warnings());
    }
}
