package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.ConfigLayer;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Tap;
import java.nio.file.Path;
import java.util.List;

/** A plugin with its config. */
final class TapInput {
    private TapInput() {}

    /** The tap of a plugin, once its config was checked. */
    static Tap tap(HostCommand host, ConfigInput config, LoadedPlugin loaded, List<ConfigLayer> layers, Stop stop) {
        InstalledPlugin plugin = loaded.plugin();
        List<Option<?>> known = loaded.source().options();
        Config checked =
                config.config(plugin.id(), known, layers, host.surroundings().environment());
        Log.mask(checked.secrets());
        Path folder = host.home().work().resolve("tokens").resolve(plugin.id());
        TokenStore tokens = config.tokens(folder, known, layers);
        return new Tap(plugin.id(), loaded.source(), checked, plugin.folder().resolve("schemas"), tokens, stop);
    }
}
