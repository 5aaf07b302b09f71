package dev.taphouse.host.cli;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Versions;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.ConfigLayer;
import dev.taphouse.host.config.ConfigTemplate;
import dev.taphouse.host.config.SettingsFile;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.InstalledPlugin;
import dev.taphouse.host.plugin.LoadedPlugin;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.query.Request;
import dev.taphouse.host.run.Conduct;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Tap;
import dev.taphouse.host.state.State;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host run}: a plugin as a Singer tap. */
final class RunCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec id =
            with(Options.parameter(0, String.class, "ID").description("The plugin, as in 'host list'."));
    private final ModeInput modes = with(new ModeInput());
    private final ConfigInput config = with(new ConfigInput());
    private final SettingsInput settings = with(new SettingsInput());
    private final CatalogInput catalog = with(new CatalogInput());
    private final StateInput state = with(new StateInput());
    private final RequestInput request = with(new RequestInput());
    private final SyncOptions options = with(new SyncOptions());
    private final OptionSpec logToStdout = with(Options.option(String.class, "VALUE", "--log-to-stdout")
            .defaultValue("")
            .description(
                    "With any value: log on stdout, as Mage's lines of JSON among the messages. For Mage alone, since",
                    "targets refuse them; not heeded where stdout is one document."));

    RunCommand(HostCommand host) {
        super(
                "run",
                "Run a plugin as a Singer tap: messages on stdout, everything else on stderr.",
                "Without --catalog, every stream is read that is selected by default.");
        this.host = host;
    }

    @Override
    public Integer call() throws Exception {
        options.check();
        options.openLog(id());
        options.report().ifPresent(ReportFile::requireWritable);
        Mode mode = modes.mode(Log::warn);
        OutputStream data = stdout(mode);
        InstalledPlugin plugin = host.store().find(id());
        plugin.warnings().forEach(warning -> Log.debug(plugin.id() + ": " + warning));
        return switch (mode) {
            case VERSION -> version(plugin);
            case ABOUT -> about(plugin);
            case TEMPLATES -> templates(plugin);
            case TEST_CONNECTION, SAMPLE, DISCOVER, DISCOVER_STREAMS, COUNT, TEST_SCHEMA, TEST, SYNC ->
                use(plugin, mode, data);
        };
    }

    private String id() {
        return id.getValue();
    }

    /** Stdout for the messages; the log goes there too where that is wished and does no harm. */
    private OutputStream stdout(Mode mode) {
        OutputStream data = host.terminal().data();
        if (logToStdout.<String>getValue().isEmpty()) {
            return data;
        }
        if (!mode.printsLines()) {
            Log.warn("--log-to-stdout is not heeded: stdout is one document here");
            return data;
        }
        OutputStream shared = new WholeWrites(data);
        MageLog log = new MageLog(shared, id(), Clock.systemUTC());
        Log.to(new PrintStream(log, false, StandardCharsets.UTF_8));
        return shared;
    }

    private int version(InstalledPlugin plugin) {
        String version = "tap-" + plugin.id() + " v" + plugin.version() + ", Taphouse v" + Versions.host();
        host.terminal().print(out -> out.println(version));
        return ExitCode.COMPLETE.number();
    }

    private int about(InstalledPlugin plugin) throws Exception {
        new About(plugin, optionsOf(plugin), host.home().folder()).print(modes.format(), host.terminal());
        return ExitCode.COMPLETE.number();
    }

    private int templates(InstalledPlugin plugin) throws Exception {
        Map<String, Object> templates = Templates.of(plugin);
        if (!templates.containsKey("config")) {
            templates.put("config", ConfigTemplate.of(optionsOf(plugin)));
        }
        Answers.line(host.terminal().data(), templates);
        return ExitCode.COMPLETE.number();
    }

    private static List<Option<?>> optionsOf(InstalledPlugin plugin) throws Exception {
        try (LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            return loaded.call(() -> loaded.source().options());
        }
    }

    private int use(InstalledPlugin plugin, Mode mode, OutputStream data) throws Exception {
        Optional<SettingsFile> given = settings.read();
        List<ConfigLayer> layers = config.layers(host.surroundings(), given);
        Request asked = request.read();
        Selection wanted = mode.reads() ? catalog.selection(given) : Selection.of(Optional.empty());
        State from = mode.resumes() ? state.read() : new State();
        Stop stop = new Stop();
        Log.captureJul();
        try (Signals signals = new Signals(stop);
                LoadedPlugin loaded = LoadedPlugin.load(plugin)) {
            ExitCode code = loaded.call(() -> {
                Tap tap = tap(loaded, layers, stop);
                SyncTask task = new SyncTask(options, host.terminal(), loaded, tap);
                return switch (mode) {
                    case SYNC -> task.run(wanted, from, asked, data);
                    case TEST -> task.run(wanted, from, asked.trial(1), data);
                    default -> ask(loaded, tap, mode, wanted, from, asked, data);
                };
            });
            signals.ended(code);
            return code.number();
        }
    }

    private Tap tap(LoadedPlugin loaded, List<ConfigLayer> layers, Stop stop) {
        InstalledPlugin plugin = loaded.plugin();
        List<Option<?>> known = loaded.source().options();
        Config checked =
                config.config(plugin.id(), known, layers, host.surroundings().environment());
        Log.mask(checked.secrets());
        Path folder = host.home().work().resolve("tokens").resolve(plugin.id());
        TokenStore tokens = config.tokens(folder, known, layers);
        return new Tap(plugin.id(), loaded.source(), checked, plugin.folder().resolve("schemas"), tokens, stop);
    }

    private ExitCode ask(
            LoadedPlugin loaded, Tap tap, Mode mode, Selection wanted, State from, Request asked, OutputStream data) {
        Answers answers = new Answers(tap, data, Conduct.alone(loaded::newThread));
        switch (mode) {
            case TEST_CONNECTION -> {
                tap.check();
                Log.info(id() + ": the connection works");
            }
            case DISCOVER -> host.terminal().json(tap.discover(asked.streams()));
            case DISCOVER_STREAMS -> answers.streams(asked);
            case COUNT -> answers.counts(wanted, from, asked);
            case TEST_SCHEMA -> tap.schemas(wanted, new MessageWriter(data), asked);
            case SAMPLE -> {
                return answers.samples(wanted, asked.trial(modes.sampleRows()));
            }
            default -> throw new IllegalStateException("no question: " + mode);
        }
        return ExitCode.COMPLETE;
    }
}
