package dev.taphouse.host.plugin;

import dev.taphouse.api.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Installs plugins for the tests, some of which the store itself would refuse. */
final class Installed {

    private Installed() {}

    /** Through a store in a folder of its own. */
    static InstalledPlugin in(Path folder, PluginZip zip) {
        return new PluginStore(new Home(folder.resolve("home")), "0.1.0").install(zip.write(folder));
    }

    /** Past all checks, as if the store had been tampered with. */
    static InstalledPlugin unchecked(Path folder, PluginZip zip) {
        try {
            Path content = Files.createDirectories(folder.resolve("unchecked/crm/1.0.0-x"));
            Path file = zip.write(folder);
            new ZipExpander(ZipLimits.DEFAULT).expand(file, content);
            Descriptor plugin = Descriptor.read(content);
            return new InstalledPlugin(
                    plugin.id(), plugin.version(), "", plugin.requires(), "", "", "0.1.0", "", content, List.of());
        } catch (IOException | BadPluginException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the body of {@link PluginZip#running} left in {@code result}. */
    static String result(LoadedPlugin plugin) throws Exception {
        return plugin.call(() -> {
            Option<?> option = plugin.source().options().get(0);
            return option.description();
        });
    }

    /** Loads, runs and closes. */
    static String run(InstalledPlugin installed) throws Exception {
        try (LoadedPlugin plugin = LoadedPlugin.load(installed)) {
            return result(plugin);
        }
    }
}
