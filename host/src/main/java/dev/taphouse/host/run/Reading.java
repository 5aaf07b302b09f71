package dev.taphouse.host.run;

import dev.taphouse.api.Split;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A split that is being read, on a thread of its own: the wish that it ends, its signs of life, and how it ended. */
final class Reading {
    private final Split split;
    private final Stop stop;
    private final Pulse pulse = new Pulse();
    private @Nullable Thread thread;
    private volatile boolean givenUp;
    private @Nullable Problem endOfRun;
    private @Nullable Throwable thrown;
    private long endedAt;
    private boolean silent;

    Reading(Split split, Stop run) {
        this.split = split;
        this.stop = run.child();
    }

    Split split() {
        return split;
    }

    Stop stop() {
        return stop;
    }

    Pulse pulse() {
        return pulse;
    }

    /** Whether nobody waits for it any more: whatever it does has no effect. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** Nobody waits for it any more. */
    synchronized void giveUp() {
        givenUp = true;
    }

    void start(Thread on) {
        thread = on;
        on.start();
    }

    /** Its thread; null before the start. */
    @Nullable Thread thread() {
        return thread;
    }

    /** Ends it where it is, for want of signs of life. For the engine's thread. */
    void end() {
        endedAt = System.nanoTime();
        silent = true;
        stop.hard();
    }

    /** How long ago that was; 0 when it was not. For the engine's thread. */
    long nanosSinceEnd() {
        return silent ? System.nanoTime() - endedAt : 0;
    }

    /** Whether it was ended for want of signs of life. For the engine's thread. */
    boolean isSilent() {
        return silent;
    }

    /** Interrupts its thread. */
    void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** It returned. */
    void returned(Optional<Problem> endsRun) {
        endOfRun = endsRun.orElse(null);
    }

    /** It threw what no connector throws: stdout is broken, or a bug of the host. */
    void threw(Throwable what) {
        thrown = what;
    }

    /** What ends the whole run. */
    Optional<Problem> endOfRun() {
        return Optional.ofNullable(endOfRun);
    }

    /** What it threw, when it was no failure of a stream. */
    Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown);
    }
}
