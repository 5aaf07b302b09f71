package dev.taphouse.host.catalog;

import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Singer catalog that a user handed in: the streams in its order. Immutable. */
public final class Catalog {
    private final List<CatalogStream> streams;

    private Catalog(List<CatalogStream> streams) {
        this.streams = List.copyOf(streams);
    }

    /**
     * Reads a catalog.
     *
     * @param document what the file holds
     * @param file its name, for messages
     * @throws Failure with all problems at once
     */
    public static Catalog of(Map<String, ? extends @Nullable Object> document, String file) {
        List<String> problems = new ArrayList<>();
        Map<String, CatalogStream> streams = new LinkedHashMap<>();
        if (document.get("streams") instanceof List<?> entries) {
            int number = 0;
            for (Object entry : entries) {
                stream(entry, number++, problems).ifPresent(stream -> {
                    if (streams.putIfAbsent(stream.id(), stream) != null) {
                        problems.add("stream '" + stream.id() + "' is there twice");
                    }
                });
            }
        } else {
            problems.add("it has no list 'streams'; make one with --discover");
        }
        if (!problems.isEmpty()) {
            throw new Failure(
                    ExitCode.INPUT,
                    String.join(
                            "\n",
                            problems.stream()
                                    .map(problem -> "catalog '" + file + "': " + problem)
                                    .toList()));
        }
        return new Catalog(new ArrayList<>(streams.values()));
    }

    /** The catalog of a run without one: everything that is there, as it is by default. */
    public static Catalog of(List<StreamSpec> specs) {
        return new Catalog(specs.stream().map(CatalogStream::of).toList());
    }

    /** All streams. */
    public List<CatalogStream> streams() {
        return streams;
    }

    /** The streams that are wanted. */
    public List<CatalogStream> selected() {
        return streams.stream().filter(CatalogStream::isSelected).toList();
    }

    /**
     * The same with patterns over it.
     *
     * @throws Failure for patterns that match nothing
     */
    Catalog under(SelectionPatterns patterns) {
        if (patterns.isEmpty()) {
            return this;
        }
        patterns.requireMatches(streams);
        return new Catalog(
                streams.stream().map(stream -> stream.under(patterns)).toList());
    }

    /** The ids of all streams. */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        streams.forEach(stream -> ids.add(stream.id()));
        return ids;
    }

    static Optional<CatalogStream> stream(@Nullable Object entry, int number, List<String> problems) {
        if (!(entry instanceof Map<?, ?> map)) {
            problems.add("streams[" + number + "] is not an object");
            return Optional.empty();
        }
        Map<String, @Nullable Object> node = SchemaNodes.object(map);
        Object id = node.containsKey("tap_stream_id") ? node.get("tap_stream_id") : node.get("stream");
        if (!(id instanceof String name) || name.isEmpty()) {
            problems.add("streams[" + number + "] has no 'tap_stream_id'");
            return Optional.empty();
        }
        if (!(node.get("schema") instanceof Map<?, ?>)) {
            problems.add("stream '" + name + "' has no 'schema'");
        }
        return Optional.of(CatalogStream.of(name, node, metadata(name, node.get("metadata"), problems)));
    }

    private static Map<List<String>, Map<String, @Nullable Object>> metadata(
            String stream, @Nullable Object given, List<String> problems) {
        Map<List<String>, Map<String, @Nullable Object>> metadata = new LinkedHashMap<>();
        if (given == null) {
            return metadata;
        }
        if (!(given instanceof List<?> entries)) {
            problems.add("stream '" + stream + "': 'metadata' is not a list");
            return metadata;
        }
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> map
                    && map.get("breadcrumb") instanceof List<?> breadcrumb
                    && map.get("metadata") instanceof Map<?, ?> keywords) {
                metadata.computeIfAbsent(
                                breadcrumb.stream().map(String::valueOf).toList(), unused -> new LinkedHashMap<>())
                        .putAll(SchemaNodes.object(keywords));
            } else {
                problems.add("stream '" + stream + "': an entry of 'metadata' has no 'breadcrumb' or 'metadata'");
            }
        }
        return metadata;
    }
}
