package dev.taphouse.host.run;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The signs of life of one read. The reading thread gives them, the engine's looks at them. While the read is inside the
 * host, waiting for the target or resting, the source owes none.
 */
final class Pulse {
    private final AtomicLong beats = new AtomicLong();
    private volatile boolean inHost;
    private long onTarget;
    private long resting;
    private long seen = -1;
    private long since = System.nanoTime();

    /** The connector called; once per row, so without a fence. */
    void beat() {
        beats.setOpaque(beats.getPlain() + 1);
    }

    /** Writes to stdout; how long that takes is the target's doing. */
    void onTarget(Writing writing) throws IOException {
        long start = System.nanoTime();
        inHost = true;
        try {
            writing.run();
        } finally {
            inHost = false;
            beat();
            onTarget += System.nanoTime() - start;
        }
    }

    /** Rests: between two tries, or because the connector has nothing to push. */
    void resting(Runnable rest) {
        long start = System.nanoTime();
        inHost = true;
        try {
            rest.run();
        } finally {
            inHost = false;
            beat();
            resting += System.nanoTime() - start;
        }
    }

    /** The nanoseconds waited for the target so far. For the reading thread. */
    long targetNanos() {
        return onTarget;
    }

    /** The nanoseconds rested so far. For the reading thread. */
    long restNanos() {
        return resting;
    }

    /** Whether it is the source's turn: the read is neither at stdout nor resting. */
    boolean owes() {
        return !inHost;
    }

    /** For how many nanoseconds the source owes a sign of life, as far as one who looks now and then can tell. */
    long silence() {
        long now = System.nanoTime();
        long count = beats.getOpaque();
        if (count != seen || inHost) {
            seen = count;
            since = now;
        }
        return now - since;
    }

    /** Writes to stdout. */
    interface Writing {
        void run() throws IOException;
    }
}
