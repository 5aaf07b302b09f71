package dev.taphouse.host.run;

import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
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
    static Attempt run(SourceSession session, Delivery delivery, Split split, Map<String, StreamRun> runs)
            throws IOException {
        Attempt attempt = new Attempt(new ReadSink(delivery, split, runs));
        attempt.read(session, delivery, split);
        return attempt;
    }

    private void read(SourceSession session, Delivery delivery, Split split) throws IOException {
        long start = System.nanoTime();
        for (Outlet outlet : sink.outlets()) {
            delivery.schema(outlet.shape());
        }
        try {
            session.read(split, sink);
        } catch (Exception | LinkageError | StackOverflowError e) {
            problem = sink.isEnded() ? null : Problem.of(e);
        }
        try {
            sink.flush();
        } finally {
            long nanos = System.nanoTime() - start;
            for (Outlet outlet : sink.outlets()) {
                outlet.run().add(outlet.rows(), nanos, outlet.losses);
            }
        }
    }

    /** Whether it was ended before it was through. */
    boolean isEnded() {
        return sink.isEnded();
    }

    /** Why it failed as a whole. */
    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** The streams, each with what became of it. */
    Collection<Outlet> outlets() {
        return sink.outlets();
    }
}
