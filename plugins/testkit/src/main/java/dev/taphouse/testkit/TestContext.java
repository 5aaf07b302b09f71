package dev.taphouse.testkit;

import dev.taphouse.api.Option;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.StreamSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a host offers a session, for tests: options from a map, streams from a {@code schemas/} folder, secrets in
 * memory. Safe for several threads once built.
 */
public final class TestContext implements SourceContext, AutoCloseable {
    private final Map<String, Option<?>> options = new LinkedHashMap<>();
    private final Map<String, ?> config;
    private final Map<String, StreamSpec> streams = new TreeMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Map<String, String>> secrets = new HashMap<>();
    private final CapturedLog log = new CapturedLog();
    private final Hooks hooks = new Hooks();
    private Clock clock = Clock.systemUTC();
    private @Nullable Path temporaryFolder;

    private TestContext(Source source, Map<String, ?> config) {
        source.options().forEach(option -> options.put(option.name(), option));
        this.config = Map.copyOf(config);
    }

    /**
     * A context with this config.
     *
     * @param config values as JSON has them: String, Boolean, Long (or Integer), BigDecimal, List, Map
     * @throws IllegalArgumentException for a key that the source does not list, a missing or a wrong value
     */
    public static TestContext of(Source source, Map<String, ?> config) {
        TestContext context = new TestContext(source, config);
        context.validate();
        return context;
    }

    /** Reads every file of a {@code schemas/} folder as a stream. */
    public TestContext schemas(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                StreamSpec spec = SchemaFile.read(file);
                streams.put(spec.name(), spec);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the schemas in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Sets the clock; the system's without. */
    public TestContext clock(Clock fixed) {
        clock = fixed;
        return this;
    }

    @Override
    public <T> T get(Option<T> option) {
        if (!options.containsKey(option.name())) {
            throw new IllegalArgumentException("the source does not list the option '" + option.name() + "'");
        }
        return resolve(option);
    }

    @Override
    public List<StreamSpec> streams() {
        return List.copyOf(streams.values());
    }

    @Override
    public StreamSpec stream(String name) {
        StreamSpec spec = streams.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("there is no schemas/" + name + ".json; there are " + streams.keySet());
        }
        return spec;
    }

    @Override
    public System.Logger log() {
        return log;
    }

    /** What was logged, one line each: level and message. */
    public List<String> logged() {
        return log.lines();
    }

    @Override
    public void count(String metric, long n) {
        synchronized (counts) {
            counts.merge(metric, n, Long::sum);
        }
    }

    /** What a metric was counted up to; 0 without. */
    public long counted(String metric) {
        synchronized (counts) {
            return counts.getOrDefault(metric, 0L);
        }
    }

    @Override
    public synchronized Path temporaryFolder() {
        try {
            if (temporaryFolder == null) {
                temporaryFolder = Files.createTempDirectory("taphouse-test");
            }
            return temporaryFolder;
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
        synchronized (secrets) {
            Map<String, String> now = Map.copyOf(change.refresh(secrets.getOrDefault(key, Map.of())));
            secrets.put(key, now);
            return now;
        }
    }

    @Override
    public RecordSink.Registration onCancel(Runnable cancel) {
        return hooks.add(cancel);
    }

    /** Runs the hooks that are in place, as a host does that wants a call to end. */
    public void cancel() {
        hooks.run();
    }

    /** Deletes the temporary folder. */
    @Override
    public synchronized void close() throws IOException {
        if (temporaryFolder != null) {
            try (Stream<Path> all = Files.walk(temporaryFolder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private void validate() {
        Set<String> known = options.values().stream()
                .flatMap(option -> Stream.concat(Stream.of(option.name()), option.aliases().stream()))
                .collect(Collectors.toSet());
        for (String key : config.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("option '" + key + "' is unknown; there are " + options.keySet());
            }
        }
        options.values().forEach(this::resolve);
    }

    private <T> T resolve(Option<T> option) {
        Object value = Stream.concat(Stream.of(option.name()), option.aliases().stream())
                .filter(config::containsKey)
                .findFirst()
                .<Object>map(config::get)
                .map(json -> json instanceof Integer number ? (Object) number.longValue() : json)
                .orElse(null);
        try {
            return option.resolve(value);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    value == null ? message : "option '" + option.name() + "' " + message, e);
        }
    }
}
