package dev.taphouse.http.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;

/**
 * Ends a call that takes too long although something comes now and then. Runs only while bytes are waited for: what is
 * done with them in between may take any time, since a target may be slow.
 */
final class CallDeadline {
    private final Call call;
    private final Duration limit;
    private long left;

    CallDeadline(Call call, Duration limit) {
        this.call = call;
        this.limit = limit;
        this.left = limit.toNanos();
    }

    /** Something that waits for bytes. */
    interface Wait<T> {
        T get() throws IOException;
    }

    /** Waits, as long as there is time left. */
    <T> T within(Wait<T> wait) throws IOException {
        AsyncTimeout timeout = new AsyncTimeout() {
            @Override
            protected void timedOut() {
                call.cancel();
            }
        };
        long from = System.nanoTime();
        boolean late = false;
        timeout.timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        timeout.enter();
        try {
            return wait.get();
        } catch (IOException e) {
            late = timeout.exit();
            throw late ? late(e) : e;
        } finally {
            if (!late) {
                timeout.exit();
            }
            left -= System.nanoTime() - from;
        }
    }

    /** How long was waited. */
    Duration spent() {
        return limit.minusNanos(left);
    }

    private IOException late(IOException cause) {
        IOException late = new SocketTimeoutException("the answer was not complete after " + limit);
        late.initCause(cause);
        return late;
    }
}
