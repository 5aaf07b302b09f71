package dev.taphouse.host.run;

import dev.taphouse.api.Option;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.catalog.SchemaFiles;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.log.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the host offers the session of one run. Thread-safe. */
final class RunContext implements SourceContext, AutoCloseable {
    private final Config config;
    private final SchemaFiles schemas;
    private final TokenStore tokens;
    private final Stop stop;
    private final Clock clock;
    private final System.Logger log;
    private final Metrics metrics;
    private @Nullable Path temporary;

    RunContext(
            String plugin,
            Config config,
            SchemaFiles schemas,
            TokenStore tokens,
            Stop stop,
            Clock clock,
            Metrics metrics) {
        this.config = config;
        this.schemas = schemas;
        this.tokens = tokens;
        this.stop = stop;
        this.clock = clock;
        this.metrics = metrics;
        this.log = Log.logger(plugin);
    }

    @Override
    public <T> T get(Option<T> option) {
        return config.get(option);
    }

    @Override
    public List<StreamSpec> streams() {
        return List.copyOf(schemas.specs().values());
    }

    @Override
    public StreamSpec stream(String name) {
        StreamSpec spec = schemas.specs().get(name);
        if (spec == null) {
            throw new IllegalArgumentException("there is no schemas/" + name + ".json; there is "
                    + schemas.specs().keySet());
        }
        return spec;
    }

    @Override
    public System.Logger log() {
        return log;
    }

    @Override
    public void count(String metric, long n) {
        if (!metric.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("metric '" + metric + "' is not of letters, digits, _ and -");
        }
        metrics.add(metric, n);
    }

    @Override
    public synchronized Path temporaryFolder() {
        try {
            if (temporary == null) {
                temporary = Files.createTempDirectory("taphouse-run");
            }
            return temporary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Map<String, String> secrets(String key, Refresh change) throws Exception {
        Map<String, String> secrets = tokens.update(key, change);
        Log.mask(secrets.values());
        return secrets;
    }

    @Override
    public RecordSink.Registration onCancel(Runnable cancel) {
        return stop.onHard(cancel);
    }

    /** Deletes the temporary folder. */
    @Override
    public synchronized void close() {
        if (temporary == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            Log.warn("temporary folder '" + temporary + "' cannot be deleted: " + e.getMessage());
        }
    }
}
