package dev.taphouse.host.run;

import dev.taphouse.api.StreamRead;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a run is asked for.
 *
 * @param name the stream
 * @param read what is wanted of it; null when it cannot be read
 * @param problem why it cannot be read; null when it can
 */
public record Wanted(
        String name, @Nullable StreamRead read, @Nullable Problem problem) {

    /** A stream that can be read. */
    public static Wanted of(StreamRead read) {
        return new Wanted(read.spec().name(), read, null);
    }

    /** A stream that cannot. */
    public static Wanted not(String name, Problem problem) {
        return new Wanted(name, null, problem);
    }
}
