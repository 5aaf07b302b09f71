package dev.taphouse.host.run;

import dev.taphouse.api.StreamRead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a run is asked for.
 *
 * @param name the stream
 * @param read what is wanted of it; null when it cannot be read
 * @param problem why it cannot be read; null when it can
 * @param drift in what the source differs from the catalog, a sentence each
 */
public record Wanted(
        String name, @Nullable StreamRead read, @Nullable Problem problem, List<String> drift) {

    /** Copies the list. */
    public Wanted {
        drift = List.copyOf(drift);
    }

    /** A stream that can be read. */
    public static Wanted of(StreamRead read) {
        return new Wanted(read.spec().name(), read, null, List.of());
    }

    /** A stream that cannot. */
    public static Wanted not(String name, Problem problem) {
        return new Wanted(name, null, problem, List.of());
    }

    /** The same, which differs from the catalog in this. */
    public Wanted drifted(List<String> how) {
        return new Wanted(name, read, problem, how);
    }
}
