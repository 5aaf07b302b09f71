package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.run.RunResult;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Tap;
import dev.taphouse.host.state.State;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host run}: a plugin as a Singer tap. */
@Command(
        name = "run",
        description = {
            "Run a plugin as a Singer tap: messages on stdout, everything else on stderr.",
            "Without --catalog, every stream is read that is selected by default."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @Mixin
    private ConfigInput config;

    @Mixin
    private CatalogInput catalog;

    @Mixin
    private StateInput state;

    @Mixin
    private SyncOptions options;

    @Option(
            names = {"-d", "--discover"},
            description = "Print the catalog of all streams; a state or catalog given with it is not read.")
    private boolean discover;

    @Option(names = "--test-connection", description = "Only test whether the source can be used.")
    private boolean testConnection;

    @Override
    public Integer call() throws Exception {
        InstalledPlugin plugin = host.store().find(id);
        plugin.warnings().forEach(warning -> Log.debug(plugin.id() + ": " + warning));
        Map<String, @Nullable Object> raw = config.read();
        boolean syncs = !discover && !testConnection;
        Optional<Catalog> wanted = syncs ? catalog.read() : Optional.empty();
        State from = syncs ? state.read() : new State();
        Stop stop = new Stop();
        Log.captureJul();
        try (Signals signals = new Signals(stop);
                LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            ExitCode code = loaded.call(() -> {
                Tap tap = tap(loaded, raw, stop);
                return syncs ? sync(tap, wanted, from) : ask(tap);
            });
            signals.ended(code);
            return code.number();
        }
    }

    private Tap tap(LoadedPlugin loaded, Map<String, @Nullable Object> raw, Stop stop) {
        InstalledPlugin plugin = loaded.plugin();
        Config checked = Config.of(plugin.id(), loaded.source().options(), raw, Log::warn);
        Log.mask(checked.secrets());
        TokenStore tokens = new TokenStore(host.home().work().resolve("tokens").resolve(plugin.id()));
        return new Tap(plugin.id(), loaded.source(), checked, plugin.folder().resolve("schemas"), tokens, stop);
    }

    private ExitCode ask(Tap tap) {
        if (testConnection) {
            tap.check();
            Log.info(id + ": the connection works");
        } else {
            host.terminal().json(tap.discover());
        }
        return ExitCode.COMPLETE;
    }

    private ExitCode sync(Tap tap, Optional<Catalog> wanted, State from) {
        MessageWriter out = new MessageWriter(host.terminal().data());
        long start = System.nanoTime();
        RunResult result = tap.sync(wanted, from, out, options.pace());
        new Summary(result, out.written(), Duration.ofNanos(System.nanoTime() - start)).print(host.terminal());
        return result.exitCode();
    }
}
