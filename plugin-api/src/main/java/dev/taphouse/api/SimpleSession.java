package dev.taphouse.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A session for streams that are known by heart: each is a spec and the code that loads it.
 *
 * <p>Built on one thread and then handed to the host; reads run one at a time.
 */
public final class SimpleSession implements SourceSession {
    private final Check check;
    private final Map<String, StreamSpec> specs = new LinkedHashMap<>();
    private final Map<String, Loader> loaders = new LinkedHashMap<>();
    private final List<AutoCloseable> resources = new ArrayList<>();

    /**
     * Starts with no streams.
     *
     * @param check tests the connection
     */
    public SimpleSession(Check check) {
        this.check = Objects.requireNonNull(check, "check is null");
    }

    /**
     * Adds a stream.
     *
     * @return this session
     * @throws IllegalArgumentException if there is one of that name
     */
    public SimpleSession stream(StreamSpec spec, Loader loader) {
        Objects.requireNonNull(loader, "loader is null");
        if (specs.putIfAbsent(spec.name(), spec) != null) {
            throw new IllegalArgumentException("stream '" + spec.name() + "' was added twice");
        }
        loaders.put(spec.name(), loader);
        return this;
    }

    /**
     * Has a resource closed with the session; the last added is closed first.
     *
     * @return this session
     */
    public SimpleSession closing(AutoCloseable resource) {
        resources.add(0, Objects.requireNonNull(resource, "resource is null"));
        return this;
    }

    @Override
    public void check() throws Exception {
        check.check();
    }

    @Override
    public List<StreamSpec> discover(Set<String> only) {
        return specs.values().stream()
                .filter(spec -> only.isEmpty() || only.contains(spec.name()))
                .toList();
    }

    @Override
    public void read(Split split, RecordSink out) throws Exception {
        for (StreamRead stream : split.streams()) {
            String name = stream.spec().name();
            Loader loader = loaders.get(name);
            if (loader == null) {
                throw new IllegalArgumentException("stream '" + name + "' is not one of " + specs.keySet());
            }
            loader.load(stream, out.rows(name));
        }
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Tests a connection. */
    @FunctionalInterface
    public interface Check {

        /**
         * Returns when the source can be used.
         *
         * @throws Exception with the cause and the remedy
         */
        void check() throws Exception;
    }

    /** Loads one stream. */
    @FunctionalInterface
    public interface Loader {

        /**
         * Pushes every row after {@code stream.from()}. To return is to say: this pass is complete.
         *
         * @param rows where the rows go; see {@link RowWriter} for the three ways
         */
        void load(StreamRead stream, RowWriter rows) throws Exception;
    }
}
