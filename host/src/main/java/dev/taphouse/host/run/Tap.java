package dev.taphouse.host.run;

import dev.taphouse.api.Source;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.catalog.CatalogDocument;
import dev.taphouse.host.catalog.CatalogStream;
import dev.taphouse.host.catalog.Drift;
import dev.taphouse.host.catalog.SchemaFiles;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.Names;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.protocol.TargetRules;
import dev.taphouse.host.query.Request;
import dev.taphouse.host.query.SliceSession;
import dev.taphouse.host.state.State;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A source with its config: what a Singer tap can do. Each call opens a session of its own and closes it. To be used on
 * the connector's thread.
 */
public final class Tap {
    private static final String STAMP = "_taphouse";
    /** How many names of a long list a message has. */
    private static final int SHOWN = 5;

    private final String plugin;
    private final Source source;
    private final Config config;
    private final SchemaFiles schemas;
    private final TokenStore tokens;
    private final Stop stop;
    private final Clock clock = Clock.systemUTC();
    private final Metrics metrics = new Metrics();

    /**
     * A tap.
     *
     * @param plugin the id, for messages
     * @param schemas the plugin's {@code schemas/} folder; need not exist
     * @param tokens where secrets that change are kept
     */
    public Tap(String plugin, Source source, Config config, Path schemas, TokenStore tokens, Stop stop) {
        this.plugin = plugin;
        this.source = source;
        this.config = config;
        this.schemas = SchemaFiles.read(plugin, schemas);
        this.tokens = tokens;
        this.stop = stop;
    }

    /** What the connector counted so far, by name. For any thread. */
    public Map<String, Long> metrics() {
        return metrics.counts();
    }

    /**
     * Tests the connection.
     *
     * @throws Failure with the cause and the remedy
     */
    public void check() {
        inSession(session -> {
            session.check();
            return true;
        });
    }

    /**
     * The catalog of all that is there.
     *
     * @throws Failure with the cause and the remedy
     */
    public Map<String, Object> discover() {
        return discover(Set.of());
    }

    /** As {@link #discover()}, of these streams alone; of all when none is named. */
    public Map<String, Object> discover(Set<String> only) {
        return inSession(session -> {
            List<StreamSpec> specs = specs(session, only);
            List<String> keyless = specs.stream()
                    .filter(spec -> spec.keys().isEmpty() && spec.unavailable().isEmpty())
                    .map(StreamSpec::name)
                    .toList();
            TargetRules.keyless(keyless).forEach(Log::warn);
            return CatalogDocument.of(specs, schemas.schemas());
        });
    }

    /** The ids of these streams; of all when none is named. */
    public List<String> streams(Set<String> only) {
        return inSession(
                session -> specs(session, only).stream().map(StreamSpec::name).toList());
    }

    /**
     * How many rows a sync would read of each stream, where that is cheap to know.
     *
     * @return the count by stream, in the order of the catalog; empty where it is not known
     * @throws Failure with the cause and the remedy, also of one stream alone
     */
    public Map<String, OptionalLong> count(Selection selection, State state, Request request) {
        requireOwn(state);
        return inSession(session -> {
            Resumption resumption = new Resumption(state, Log::info, Log::warn);
            List<StreamRead> reads = readable(session, selection, state, request).stream()
                    .map(each -> Objects.requireNonNull(each.read(), each.name()))
                    .toList();
            List<StreamRead> resumed = resumption.of(reads, (read, why) -> {
                throw why;
            });
            Map<String, OptionalLong> counts = new LinkedHashMap<>();
            for (StreamRead read : resumed) {
                OptionalLong all = session.count(request.query().unlimited(read));
                counts.put(
                        read.spec().name(),
                        all.isEmpty() ? all : OptionalLong.of(request.query().share(all.getAsLong())));
            }
            return counts;
        });
    }

    /**
     * Writes the SCHEMA of each stream that a sync would read, and nothing else.
     *
     * @throws Failure with the cause and the remedy, also of one stream alone
     */
    public void schemas(Selection selection, MessageWriter out, Request request) {
        inSession(session -> {
            for (Wanted each : readable(session, selection, new State(), request)) {
                out.schema(each.shape(schemas.schemas()));
            }
            return true;
        });
    }

    /** Syncs what a catalog says, or all that is there, from where the state stands. */
    public RunResult sync(Optional<Catalog> catalog, State state, MessageWriter out, Pace pace, Conduct conduct) {
        return sync(Selection.of(catalog), state, out, pace, Request.ALL, conduct);
    }

    /**
     * Syncs what is selected and asked for, from where the state stands.
     *
     * @throws Failure when nothing could be read at all, with the cause and the remedy
     */
    public RunResult sync(
            Selection selection, State state, MessageWriter out, Pace pace, Request request, Conduct conduct) {
        requireOwn(state);
        return inSession(session -> {
            List<Wanted> wanted = wanted(session, selection, state, request).stream()
                    .map(each -> each.read() == null ? each : each.reading(Slice.of(each.read(), state, request)))
                    .toList();
            state.put(STAMP, Map.of("plugin", plugin));
            boolean isPart = request.query().isPart();
            SourceSession reading =
                    isPart ? new SliceSession(session, request.query().offset()) : session;
            Setup setup = new Setup(reading, state, out, pace, Retry.DEFAULT, stop, clock, schemas.schemas(), conduct);
            return Engine.run(setup, wanted);
        });
    }

    /** The streams that are wanted and can be read. */
    private List<Wanted> readable(SourceSession session, Selection selection, State state, Request request)
            throws Exception {
        List<Wanted> wanted = wanted(session, selection, state, request);
        for (Wanted each : wanted) {
            if (each.problem() != null) {
                String text = plugin + ": stream '" + each.name() + "': "
                        + each.problem().text();
                throw new Failure(
                        each.problem().exitCode(), text, each.problem().cause());
            }
        }
        return wanted;
    }

    private List<Wanted> wanted(SourceSession session, Selection selection, State state, Request request)
            throws Exception {
        Optional<Catalog> given = selection.given();
        Set<String> names = given.isEmpty()
                ? request.streams()
                : Set.copyOf(given.get().selected().stream()
                        .map(CatalogStream::id)
                        .filter(request::wants)
                        .toList());
        List<StreamSpec> specs = given.isPresent() && names.isEmpty() ? List.of() : session.discover(names);
        Catalog all = given.orElseGet(() -> selection.discovered(specs));
        requireThere(session, request.streams(), all.ids());
        Slice.warnOfDeselected(all, request, Log::warn);
        if (given.isPresent() || request.streams().isEmpty()) { // else the source's other streams are not known here
            requireKnown(state, all, specs);
        }
        Drift drift = new Drift(selection.drift(), Log::warn);
        StartDate start = StartDate.of(source.options(), config);
        return new WantedStreams(plugin, schemas.schemas(), selection, drift)
                .of(all, specs, request::wants).stream()
                        .map(each -> each.read() == null ? each : each.reading(start.begin(each.read())))
                        .map(each -> each.drifted(drift.of(each.name())))
                        .toList();
    }

    private List<StreamSpec> specs(SourceSession session, Set<String> only) throws Exception {
        List<StreamSpec> specs = session.discover(only);
        requireThere(session, only, specs.stream().map(StreamSpec::name).toList());
        return specs;
    }

    private void requireThere(SourceSession session, Set<String> named, Collection<String> there) throws Exception {
        if (!there.containsAll(named)) {
            List<String> all =
                    session.discover(Set.of()).stream().map(StreamSpec::name).toList();
            Slice.requireThere(plugin, named, there, all);
        }
    }

    /** A state that says it is another plugin's would start everything anew without a word. */
    private void requireOwn(State state) {
        Object owner = state.get(STAMP).orElse(null);
        if (owner instanceof Map<?, ?> stamp && stamp.get("plugin") instanceof String other && !other.equals(plugin)) {
            throw new Failure(
                    ExitCode.INPUT,
                    plugin + ": the state was written by plugin '" + other + "'; give the state of this one, or none");
        }
    }

    private void requireKnown(State state, Catalog catalog, List<StreamSpec> specs) {
        Set<String> known = new LinkedHashSet<>(catalog.ids());
        specs.forEach(spec -> known.add(spec.name()));
        Set<String> bookmarks = state.streams();
        if (!bookmarks.isEmpty() && !known.isEmpty() && bookmarks.stream().noneMatch(known::contains)) {
            String first = bookmarks.stream().sorted().findFirst().orElse("");
            String hint = Names.nearest(first, known)
                    .map(name -> " (nearest to '" + first + "' is '" + name + "')")
                    .orElse("");
            throw new Failure(
                    ExitCode.INPUT,
                    plugin + ": the state has bookmarks of "
                            + some(bookmarks)
                            + " and none of a stream of this source" + hint
                            + "; give the state of this connector, or none to read everything");
        }
    }

    /** A foreign state may name any number. */
    private static String some(Set<String> names) {
        List<String> sorted = names.stream().sorted().toList();
        int more = sorted.size() - SHOWN;
        return more <= 0 ? sorted.toString() : sorted.subList(0, SHOWN) + ", " + more + " more,";
    }

    private <T> T inSession(Call<T> call) {
        try (RunContext context = new RunContext(plugin, config, schemas, tokens, stop, clock, metrics)) {
            SourceSession session = source.open(context);
            try {
                return call.on(session);
            } finally {
                close(session);
            }
        } catch (Failure e) {
            throw e;
        } catch (Exception e) {
            throw failure(Problem.of(e));
        }
    }

    private Failure failure(Problem problem) {
        if (problem.isBug()) {
            Log.bug(plugin + ": " + problem.text(), problem.cause());
        }
        return new Failure(problem.exitCode(), plugin + ": " + problem.text(), problem.cause());
    }

    /** What fails in closing must not hide what came before, nor turn a complete run into a failed one. */
    private void close(SourceSession session) {
        try {
            session.close();
        } catch (Exception e) {
            Log.warn(plugin + ": closing the session failed: " + Problem.of(e).text());
        }
    }

    private interface Call<T> {
        T on(SourceSession session) throws Exception;
    }
}
