package dev.taphouse.host.run;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The time, looked at ten times a second, so that asking for it once per row costs nothing. */
final class Ticker implements AutoCloseable {
    private static final long MILLIS = 100;

    private final ScheduledExecutorService timer;
    private volatile Instant now;

    Ticker(Clock clock) {
        now = clock.instant();
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ticker");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(() -> now = later(now, clock.instant()), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The time: the same object until it changes. Never goes back. */
    Instant now() {
        return now;
    }

    private static Instant later(Instant last, Instant next) {
        return next.isAfter(last) ? next : last;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
