package dev.taphouse.http.client;

import dev.taphouse.api.RecordSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** A call in which time passes by waiting alone. For one thread. */
class FakeTime implements CallScope, LongSupplier {
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public RecordSink.Registration onCancel(Runnable cancel) {
        return () -> {};
    }

    @Override
    public void pause(Duration time) {
        pauses.add(time);
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    /** How long was waited so far. */
    Duration waited() {
        return Duration.ofNanos(nanos);
    }

    /** The slices of it. */
    List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
