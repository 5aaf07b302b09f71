package dev.taphouse.host.run;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a run goes about its reads.
 *
 * @param parallel how many reads at once, at most; never more than the session allows. At least 1.
 * @param patience how long a read may be without any sign of life before it is ended; zero for as long as it likes
 * @param counts whether the session is asked how many rows there are, which may take its time
 * @param threads makes the threads that reads run on
 * @param audience who follows the run
 */
public record Conduct(int parallel, Duration patience, boolean counts, Threads threads, Audience audience) {

    /** Checks the numbers. */
    public Conduct {
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel is below 1: " + parallel);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience is negative: " + patience);
        }
        Objects.requireNonNull(threads, "threads is null");
        Objects.requireNonNull(audience, "audience is null");
    }

    /** One read at a time, for as long as it likes, with nobody who follows. */
    public static Conduct alone(Threads threads) {
        return new Conduct(1, Duration.ZERO, false, threads, streams -> {});
    }

    /** Makes threads for a connector's code: daemons with its context class loader, not started yet. */
    @FunctionalInterface
    public interface Threads {
        /** A thread that is not started yet. */
        Thread newThread(String name, Runnable body);
    }

    /** Somebody who follows a run. */
    @FunctionalInterface
    public interface Audience {
        /** Called once, before the first read; the streams tell at any time how far they are. */
        void begins(List<StreamRun> streams);
    }
}
