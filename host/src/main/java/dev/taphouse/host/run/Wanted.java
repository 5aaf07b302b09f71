package dev.taphouse.host.run;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamRead;
import dev.taphouse.host.catalog.StreamSelection;
import dev.taphouse.host.protocol.StreamShape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a run is asked for.
 *
 * @param name the stream
 * @param read what is wanted of it; null when it cannot be read
 * @param problem why it cannot be read; null when it can
 * @param selection how it goes out; null when it goes out as the source has it
 * @param drift in what the source differs from the catalog, a sentence each
 */
public record Wanted(
        String name,
        @Nullable StreamRead read,
        @Nullable Problem problem,
        @Nullable StreamSelection selection,
        List<String> drift) {

    /** Copies the list. */
    public Wanted {
        drift = List.copyOf(drift);
    }

    /** A stream that can be read. */
    public static Wanted of(StreamRead read) {
        return new Wanted(read.spec().name(), read, null, null, List.of());
    }

    /** A stream that goes out as a selection says. */
    public static Wanted of(StreamSelection selection) {
        StreamRead read = selection.read();
        return new Wanted(read.spec().name(), read, null, selection, List.of());
    }

    /** The same, of which something else is read. */
    public Wanted reading(StreamRead other) {
        return new Wanted(name, other, problem, selection, drift);
    }

    /**
     * What the rows of a stream that can be read look like.
     *
     * @param schemas the JSON Schema of a field, where it is not derived from its type alone
     */
    StreamShape shape(Map<Field, Map<String, Object>> schemas) {
        StreamRead of = Objects.requireNonNull(read, name);
        boolean deletes = Outlet.deletes(of);
        return selection == null
                ? new StreamShape(name, of.fields(), of.keys(), of.cursors(), deletes, schemas)
                : selection.shape(of, deletes);
    }

    /** A stream that cannot. */
    public static Wanted not(String name, Problem problem) {
        return new Wanted(name, null, problem, null, List.of());
    }

    /** The same, which differs from the catalog in this. */
    public Wanted drifted(List<String> how) {
        return new Wanted(name, read, problem, selection, how);
    }
}
