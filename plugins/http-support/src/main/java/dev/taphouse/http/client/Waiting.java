package dev.taphouse.http.client;

import dev.taphouse.api.RecordSink;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Waits within a call of the host, in slices, so that an end of the call is noticed soon. */
final class Waiting {
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final long SHORT_MILLIS = 10;

    private Waiting() {}

    /**
     * Waits.
     *
     * @param clock nanoseconds since some time
     * @throws CancellationException when the call is to end
     */
    static void pause(CallScope scope, Duration time, LongSupplier clock) throws InterruptedException {
        AtomicBoolean cancelled = new AtomicBoolean();
        long until = clock.getAsLong() + time.toNanos();
        try (RecordSink.Registration hook = scope.onCancel(() -> cancelled.set(true))) {
            for (long left = time.toNanos(); left > 0; left = until - clock.getAsLong()) {
                Duration slice = Duration.ofNanos(Math.min(left, SLICE.toNanos()));
                long from = clock.getAsLong();
                scope.pause(slice);
                if (cancelled.get()) {
                    throw new CancellationException("the wait was ended");
                }
                if (clock.getAsLong() - from < slice.toNanos() / 2) {
                    // a scope may return sooner: this must not become a busy loop
                    Thread.sleep(Math.min(SHORT_MILLIS, slice.toMillis()));
                }
            }
        }
    }
}
