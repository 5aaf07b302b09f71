package dev.taphouse.host.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something done again and again, on a thread of its own, until it is closed. */
final class Ticks implements AutoCloseable {
    private final ScheduledExecutorService timer;

    Ticks(String name, long millis, Runnable tick) {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** No tick runs any more once this has returned. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
