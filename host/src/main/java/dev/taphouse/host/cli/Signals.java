package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.Stop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT while a plugin runs: the read ends at its next checkpoint and the last STATE goes out; after a
 * grace time it is ended where it is. The process then ends with the run's own exit code, as the Meltano SDK's does.
 */
final class Signals implements AutoCloseable {
    private static final long GRACE_SECONDS = 10;
    private static final long HARD_SECONDS = 5;

    private final Stop stop;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::signalled, "signals");
    private volatile ExitCode code = ExitCode.FAILURE;

    Signals(Stop stop) {
        this.stop = stop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Tells how the run ended. */
    void ended(ExitCode how) {
        code = how;
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending by a signal: the hook waits for us and ends it.
        }
    }

    private void signalled() {
        try {
            stop.soft();
            if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Log.warn("the read has no checkpoint; it is ended where it is");
                stop.hard();
                done.await(HARD_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code.number());
    }
}
