package dev.taphouse.host.catalog;

import dev.taphouse.api.Field;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.config.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What a user's catalog entry and the source's spec say together: what is to be read of a stream. */
public final class SelectedStream {
    private final StreamSpec spec;
    private final CatalogStream wanted;
    private final Consumer<String> warnings;

    private SelectedStream(StreamSpec spec, CatalogStream wanted, Consumer<String> warnings) {
        this.spec = spec;
        this.wanted = wanted;
        this.warnings = warnings;
    }

    /**
     * The read of a stream, from the start.
     *
     * @param warnings takes what the user should know, one line each
     * @throws SourceException of kind CONFIG, naming the catalog's value and the valid ones, when it cannot be read so
     */
    public static StreamRead of(StreamSpec spec, CatalogStream wanted, Consumer<String> warnings) {
        return new SelectedStream(spec, wanted, warnings).read();
    }

    private StreamRead read() {
        StreamSpec.Method method = method();
        List<String> cursors = method == StreamSpec.Method.INCREMENTAL ? cursors() : List.of();
        List<String> keys = spec.keys().isEmpty() ? declaredKeys() : spec.keys();
        warnOfDrift();
        return StreamRead.of(spec)
                .method(method, cursors.toArray(String[]::new))
                .keys(keys)
                .fields(fields(keys, cursors));
    }

    private StreamSpec.Method method() {
        List<StreamSpec.Method> valid = spec.methods();
        String name = wanted.replicationMethod().orElse("");
        if (name.isEmpty()) {
            boolean byKey =
                    wanted.replicationKey().isPresent() || !spec.defaultCursor().isEmpty();
            return byKey && valid.contains(StreamSpec.Method.INCREMENTAL)
                    ? StreamSpec.Method.INCREMENTAL
                    : StreamSpec.Method.FULL_TABLE;
        }
        return valid.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unusable("replication-method '" + name + "' is not one of " + valid));
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
            String hint = Names.nearest(key, spec.cursors())
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
            throw unusable("replication-key '" + key + "' is not one of " + spec.cursors() + hint);
        }
        return List.of(key);
    }

    private List<String> declaredKeys() {
        for (String key : wanted.viewKeys()) {
            if (spec.field(key).isEmpty()) {
                throw unusable("view-key-properties names '" + key + "', which the stream does not have");
            }
        }
        return wanted.viewKeys();
    }

    private List<Field> fields(List<String> keys, List<String> cursors) {
        Set<String> known = wanted.propertyNames();
        return spec.fields().stream()
                .filter(field -> field.unsupportedReason().isEmpty())
                .filter(field -> field.isAutomatic()
                        || keys.contains(field.name())
                        || cursors.contains(field.name())
                        || known.contains(field.name()) && wanted.isSelected(field.name()))
                .toList();
    }

    private void warnOfDrift() {
        Set<String> gone = new LinkedHashSet<>(wanted.propertyNames());
        Set<String> fresh = new LinkedHashSet<>();
        for (Field field : spec.fields()) {
            if (!gone.remove(field.name())) {
                fresh.add(field.name());
            }
        }
        if (!gone.isEmpty()) {
            warnings.accept("stream '" + spec.name() + "': the catalog has " + gone
                    + ", which the source no longer has; left out");
        }
        if (!fresh.isEmpty()) {
            warnings.accept("stream '" + spec.name() + "': the source has " + fresh
                    + ", which the catalog does not have; not read, discover again to add");
        }
    }

    private SourceException unusable(String why) {
        return new SourceException(SourceException.Kind.CONFIG, "stream '" + spec.name() + "' in the catalog: " + why);
    }
}
