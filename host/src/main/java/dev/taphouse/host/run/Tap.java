package dev.taphouse.host.run;

import dev.taphouse.api.Source;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.catalog.CatalogDocument;
import dev.taphouse.host.catalog.CatalogStream;
import dev.taphouse.host.catalog.SchemaFiles;
import dev.taphouse.host.catalog.SelectedStream;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.Names;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.state.State;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source with its config: what a Singer tap can do. Each call opens a session of its own and closes it. To be used on
 * the connector's thread.
 */
public final class Tap {
    private static final String STAMP = "_taphouse";

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
        return inSession(session -> CatalogDocument.of(session.discover(Set.of()), schemas.schemas()));
    }

    /**
     * Syncs what the catalog selects, from where the state stands.
     *
     * @param catalog what is wanted; empty for all that is there
     * @throws Failure when nothing could be read at all, with the cause and the remedy
     */
    public RunResult sync(Optional<Catalog> catalog, State state, MessageWriter out, Pace pace, Conduct conduct) {
        requireOwn(state);
        return inSession(session -> {
            Set<String> names = Set.copyOf(catalog.stream()
                    .flatMap(c -> c.selected().stream())
                    .map(CatalogStream::id)
                    .toList());
            List<StreamSpec> specs = catalog.isPresent() && names.isEmpty() ? List.of() : session.discover(names);
            Catalog wanted = catalog.orElseGet(() -> Catalog.of(specs));
            requireKnown(state, wanted, specs);
            state.put(STAMP, Map.of("plugin", plugin));
            Setup setup = new Setup(session, state, out, pace, Retry.DEFAULT, stop, clock, schemas.schemas(), conduct);
            return Engine.run(setup, wanted(wanted, specs));
        });
    }

    private List<Wanted> wanted(Catalog catalog, List<StreamSpec> specs) {
        Map<String, StreamSpec> byName = new LinkedHashMap<>();
        specs.forEach(spec -> byName.put(spec.name(), spec));
        List<Wanted> wanted = new ArrayList<>();
        for (CatalogStream stream : catalog.selected()) {
            wanted.add(wanted(stream, byName.get(stream.id())));
        }
        if (wanted.isEmpty()) {
            Log.warn("no stream is selected, so nothing is read; set \"selected\": true in the catalog");
        }
        return wanted;
    }

    private Wanted wanted(CatalogStream stream, @Nullable StreamSpec spec) {
        if (spec == null) {
            SourceException gone = new SourceException(
                            SourceException.Kind.DATA, "the catalog selects it, but the source does not have it")
                    .remedy("Deselect it, or discover again");
            return Wanted.not(stream.id(), Problem.of(gone));
        }
        if (spec.unavailable().isPresent()) {
            return Wanted.not(stream.id(), Problem.of(spec.unavailable().get()));
        }
        try {
            return Wanted.of(SelectedStream.of(spec, stream, Log::warn));
        } catch (SourceException e) {
            throw new Failure(ExitCode.INPUT, plugin + ": " + e.getMessage(), e);
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
                            + bookmarks.stream().sorted().toList()
                            + " and none of a stream of this source" + hint
                            + "; give the state of this connector, or none to read everything");
        }
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
