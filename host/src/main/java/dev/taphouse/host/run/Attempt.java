package dev.taphouse.host.run;

import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try at reading a split. */
final class Attempt {
    private final ReadSink sink;
    private @Nullable Problem problem;

    private Attempt(ReadSink sink) {
        this.sink = sink;
    }

    /**
     * Reads until the connector returns, throws, or is ended.
     *
     * @throws IOException when stdout cannot be written
     */
    static Attempt run(
            SourceSession session, Delivery delivery, Reading reading, Split split, Map<String, StreamRun> runs)
            throws IOException {
        Attempt attempt = new Attempt(new ReadSink(delivery, reading, split, runs));
        attempt.outlets().forEach(outlet -> outlet.run().begin());
        Pulse pulse = reading.pulse();
        long start = System.nanoTime();
        long onTarget = pulse.targetNanos();
        long resting = pulse.restNanos();
        try {
            attempt.read(session, split);
        } finally {
            long waited = pulse.targetNanos() - onTarget;
            long atSource = System.nanoTime() - start - waited - (pulse.restNanos() - resting);
            attempt.outlets().forEach(outlet -> outlet.run().end(atSource, waited, outlet.losses));
        }
        return attempt;
    }

    private void read(SourceSession session, Split split) throws IOException {
        sink.announce();
        try {
            session.read(split, sink);
        } catch (Exception | LinkageError | StackOverflowError e) {
            problem = sink.isEnded() ? null : Problem.of(e);
        }
        sink.flush();
    }

    /** Whether it was ended before it was through. */
    boolean isEnded() {
        return sink.isEnded();
    }

    /** Why it failed as a whole. */
    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** The read as it is to go on from the last position taken: what a limit leaves of it. */
    StreamRead rest(StreamRead read) {
        for (Outlet outlet : outlets()) {
            if (outlet.run().name().equals(read.spec().name())) {
                return outlet.rest(read);
            }
        }
        return read;
    }

    /** The streams, each with what became of it. */
    Collection<Outlet> outlets() {
        return sink.outlets();
    }
}
