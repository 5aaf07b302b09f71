package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.config.Names;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** By which method, cursor and key a stream is read, as a catalog's entry and the source's spec say together. */
final class SelectedStream {
    private final StreamSpec spec;
    private final CatalogStream wanted;
    private final Consumer<String> warnings;

    private SelectedStream(StreamSpec spec, CatalogStream wanted, Consumer<String> warnings) {
        this.spec = spec;
        this.wanted = wanted;
        this.warnings = warnings;
    }

    /**
     * The read of a stream, from the start, with all of its fields.
     *
     * @param warnings takes what the user should know, one line each
     * @throws SourceException of kind CONFIG, naming the catalog's value and the valid ones, when it cannot be read so
     */
    static StreamRead of(StreamSpec spec, CatalogStream wanted, Consumer<String> warnings) {
        return new SelectedStream(spec, wanted, warnings).read();
    }

    private StreamRead read() {
        StreamSpec.Method method = method();
        List<String> cursors = method == StreamSpec.Method.INCREMENTAL ? cursors() : List.of();
        return StreamRead.of(spec)
                .method(method, cursors.toArray(String[]::new))
                .keys(keys());
    }

    private StreamSpec.Method method() {
        List<StreamSpec.Method> valid = spec.methods();
        String chosen = wanted.replicationMethod().orElse("");
        String forced = forced().orElse("");
        if (!forced.isEmpty() && !chosen.isEmpty() && !forced.equalsIgnoreCase(chosen)) {
            warnings.accept("stream '" + spec.name() + "': replication-method is " + chosen + ", but " + forced
                    + " is forced, and used");
        }
        String name = forced.isEmpty() ? chosen : forced;
        if (name.isEmpty()) {
            boolean byKey =
                    wanted.replicationKey().isPresent() || !spec.defaultCursor().isEmpty();
            return byKey && valid.contains(StreamSpec.Method.INCREMENTAL)
                    ? StreamSpec.Method.INCREMENTAL
                    : StreamSpec.Method.FULL_TABLE;
        }
        return valid.stream()
                .filter(method -> method.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> unusable("replication-method '" + name + "' is not one of " + valid));
    }

    private Optional<String> forced() {
        return SchemaNodes.text(spec.metadata().get("forced-replication-method"))
                .or(wanted::forcedMethod);
    }

    private List<String> cursors() {
        String key = wanted.replicationKey().orElse("");
        if (key.isEmpty()) {
            if (spec.defaultCursor().isEmpty() && spec.cursors().size() > 1) {
                throw unusable("INCREMENTAL needs a replication-key, one of " + spec.cursors());
            }
            return spec.defaultCursor().isEmpty() ? spec.cursors() : spec.defaultCursor();
        }
        if (!spec.defaultCursor().isEmpty() && spec.defaultCursor().get(0).equals(key)) {
            return spec.defaultCursor();
        }
        if (!spec.cursors().contains(key)) {
            throw unusable("replication-key '" + key + "' is not one of " + spec.cursors() + hint(key, spec.cursors()));
        }
        return List.of(key);
    }

    private List<String> keys() {
        Optional<CatalogStream.DeclaredKey> declared = wanted.key();
        if (declared.isEmpty() || declared.get().names().equals(spec.keys())) {
            return spec.keys();
        }
        String keyword = declared.get().keyword();
        List<String> names = declared.get().names();
        for (String key : names) {
            Optional<Field> field = spec.field(key);
            if (field.isEmpty()) {
                List<String> all = spec.fields().stream().map(Field::name).toList();
                throw unusable(keyword + " names '" + key + "', which the stream does not have" + hint(key, all));
            }
            if (field.get().unsupportedReason().isPresent()) {
                throw unusable(keyword + " names '" + key + "', which cannot be read: "
                        + field.get().unsupportedReason().get());
            }
        }
        if (!spec.keys().isEmpty()) {
            warnings.accept("stream '" + spec.name() + "': the key is " + names + ", as " + keyword
                    + " says; at the source it is " + spec.keys());
        }
        return names;
    }

    private static String hint(String name, List<String> candidates) {
        return Names.nearest(name, candidates)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    private SourceException unusable(String why) {
        return unusable(spec.name(), why);
    }

    static SourceException unusable(String stream, String why) {
        return new SourceException(SourceException.Kind.CONFIG, "stream '" + stream + "' in the catalog: " + why);
    }
}
