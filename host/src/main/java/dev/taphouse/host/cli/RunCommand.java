package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.JsonFile;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.run.Pace;
import dev.taphouse.host.run.RunResult;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Tap;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import dev.taphouse.host.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private HostCommand host;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The config; see 'host about ID' for its options.")
    private @Nullable Path config;

    @Option(
            names = {"-s", "--state"},
            paramLabel = "FILE",
            description = "The state that an earlier run ended with; read from there.")
    private @Nullable Path state;

    @Option(
            names = {"--catalog", "-p", "--properties"},
            paramLabel = "FILE",
            description = "What to read: a catalog that --discover printed, with your selection.")
    private @Nullable Path catalog;

    @Option(
            names = {"-d", "--discover"},
            description = "Print the catalog of all streams.")
    private boolean discover;

    @Option(names = "--test-connection", description = "Only test whether the source can be used.")
    private boolean testConnection;

    @Option(
            names = "--state-rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Print a STATE after so many rows. Default: ${DEFAULT-VALUE}.")
    private long stateRows;

    @Option(
            names = "--state-seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Print a STATE after so many seconds. Default: ${DEFAULT-VALUE}.")
    private long stateSeconds;

    @Override
    public Integer call() throws Exception {
        InstalledPlugin plugin = host.store().find(id);
        plugin.warnings().forEach(warning -> Log.debug(plugin.id() + ": " + warning));
        Map<String, @Nullable Object> raw = config == null ? Map.of() : JsonFile.readObject(config, "config");
        Optional<Catalog> wanted = discover || catalog == null ? Optional.empty() : Optional.of(catalog(catalog));
        State from = discover || state == null ? new State() : state(state);
        Stop stop = new Stop();
        try (Signals signals = new Signals(stop);
                LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            ExitCode code = loaded.call(() -> run(loaded, raw, wanted, from, stop));
            signals.ended(code);
            return code.number();
        }
    }

    private ExitCode run(
            LoadedPlugin loaded, Map<String, @Nullable Object> raw, Optional<Catalog> wanted, State from, Stop stop)
            throws IOException {
        InstalledPlugin plugin = loaded.plugin();
        Config checked = Config.of(plugin.id(), loaded.source().options(), raw, Log::warn);
        Log.mask(checked.secrets());
        TokenStore tokens = new TokenStore(host.home().work().resolve("tokens").resolve(plugin.id()));
        Tap tap = new Tap(plugin.id(), loaded.source(), checked, plugin.folder().resolve("schemas"), tokens, stop);
        if (testConnection) {
            tap.check();
            Log.info(plugin.id() + ": the connection works");
            return ExitCode.COMPLETE;
        }
        if (discover) {
            Json.pretty(host.terminal().data(), tap.discover());
            return ExitCode.COMPLETE;
        }
        return sync(tap, wanted, from);
    }

    private ExitCode sync(Tap tap, Optional<Catalog> wanted, State from) {
        MessageWriter out = new MessageWriter(host.terminal().data());
        long start = System.nanoTime();
        RunResult result = tap.sync(wanted, from, out, new Pace(stateRows, Duration.ofSeconds(stateSeconds)));
        Summary summary = new Summary(result, out.written(), Duration.ofNanos(System.nanoTime() - start));
        summary.print(host.terminal());
        return result.exitCode();
    }

    private static Catalog catalog(Path file) {
        return Catalog.of(JsonFile.readObject(file, "catalog"), file.toString());
    }

    private static State state(Path file) {
        Map<String, @Nullable Object> document = JsonFile.readObject(file, "state");
        List<Violation> violations = SchemaValidator.named("state").violations(document);
        if (!violations.isEmpty()) {
            List<String> lines = violations.stream()
                    .map(violation -> "state '" + file + "': " + violation)
                    .toList();
            throw new Failure(ExitCode.INPUT, String.join("\n", lines));
        }
        return new State(new LinkedHashMap<>(document));
    }
}
