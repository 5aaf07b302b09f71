package dev.taphouse.http.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How much may be asked of an API with one credential: requests in a period, at an even pace after a first burst, and
 * requests at once. One for each credential, shared by all streams and threads of a session. Safe for use by several
 * threads.
 */
public final class RateBudget {
    private static final Duration SLOT_POLL = Duration.ofMillis(20);

    private final long nanosPerRequest;
    private final long burst;
    private final int concurrency;
    private final Map<Thread, Integer> holders = new HashMap<>();
    /** Nanoseconds since some time. */
    private final LongSupplier clock;
    /** When the next request is due at an even pace. */
    private long next;
    /** Nothing is sent before. */
    private long heldUntil;

    private RateBudget(long nanosPerRequest, long burst, int concurrency, LongSupplier clock) {
        this.nanosPerRequest = nanosPerRequest;
        this.burst = burst;
        this.concurrency = concurrency;
        this.clock = clock;
        this.next = clock.getAsLong();
        this.heldUntil = next;
    }

    /** No limit but what the API's answers say. */
    public static RateBudget unlimited() {
        return new RateBudget(0, 1, Integer.MAX_VALUE, System::nanoTime);
    }

    /**
     * A limit.
     *
     * @param requests how many in the period; a tenth of them may go out at once
     * @param period at least as long as it takes to send them
     */
    public static RateBudget of(int requests, Duration period) {
        if (requests < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(requests + " requests in " + period + " are none");
        }
        // in any period: a burst at once, and the others at a pace that has the first beyond the limit wait for its end
        long burst = Math.max(1, requests / 10);
        return new RateBudget(period.toNanos() / (requests - burst + 1), burst, Integer.MAX_VALUE, System::nanoTime);
    }

    /** The same with a limit on the requests on their way at once. */
    public RateBudget concurrency(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("concurrency is " + atOnce + ", not at least 1");
        }
        return new RateBudget(nanosPerRequest, burst, atOnce, clock);
    }

    /**
     * Waits until a request may be sent. A thread that is on one already (a child read from within its parent's page)
     * takes no second slot: it would wait for itself.
     *
     * @return to be closed when the answer was read
     * @throws java.util.concurrent.CancellationException when the call is to end
     */
    Permit acquire(CallScope scope) throws InterruptedException {
        while (!takeSlot()) {
            pause(scope, SLOT_POLL);
        }
        try {
            long due = book();
            for (long wait = untilDue(due); wait > 0; wait = untilDue(due)) {
                pause(scope, Duration.ofNanos(wait));
            }
            return new Permit(Thread.currentThread());
        } catch (RuntimeException | InterruptedException e) {
            giveSlot(Thread.currentThread());
            throw e;
        }
    }

    /** The same by another clock, for tests. */
    RateBudget clock(LongSupplier nanos) {
        return new RateBudget(nanosPerRequest, burst, concurrency, nanos);
    }

    /**
     * Waits.
     *
     * @throws java.util.concurrent.CancellationException when the call is to end
     */
    void pause(CallScope scope, Duration time) throws InterruptedException {
        Waiting.pause(scope, time, clock);
    }

    /** Sends nothing for so long: the API said so. */
    synchronized void hold(Duration time) {
        long until = clock.getAsLong() + time.toNanos();
        if (until - heldUntil > 0) {
            heldUntil = until;
        }
    }

    private synchronized boolean takeSlot() {
        Thread me = Thread.currentThread();
        if (!holders.containsKey(me) && holders.size() >= concurrency) {
            return false;
        }
        holders.merge(me, 1, Integer::sum);
        return true;
    }

    private synchronized void giveSlot(Thread holder) {
        holders.computeIfPresent(holder, (thread, n) -> n == 1 ? null : n - 1);
    }

    /** When this request is due. */
    private synchronized long book() {
        long earliest = clock.getAsLong() - (burst - 1) * nanosPerRequest;
        if (next - earliest < 0) {
            next = earliest;
        }
        long due = next;
        next += nanosPerRequest;
        return due;
    }

    private synchronized long untilDue(long due) {
        long now = clock.getAsLong();
        return Math.max(due - now, heldUntil - now);
    }

    /** Leave to send a request. */
    final class Permit implements AutoCloseable {
        private final Thread holder;

        private Permit(Thread holder) {
            this.holder = holder;
        }

        @Override
        public void close() {
            giveSlot(holder);
        }
    }
}
