package dev.taphouse.http.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call that takes too long although something comes now and then. Runs only while bytes are waited for: what is
 * done with them in between may take any time, since a target may be slow.
 */
final class CallDeadline {
    private final Duration limit;
    private long left;

    CallDeadline(Duration limit) {
        this.limit = limit;
        this.left = limit.toNanos();
    }

    /** Waits for the head of the answer. */
    Response head(Call call) throws IOException {
        AsyncTimeout timeout = new AsyncTimeout() {
            @Override
            protected void timedOut() {
                call.cancel();
            }
        };
        timeout.timeout(left, TimeUnit.NANOSECONDS);
        long from = System.nanoTime();
        timeout.enter();
        IOException failure = null;
        Response head = null;
        try {
            head = call.execute();
        } catch (IOException e) {
            failure = e;
        }
        left -= System.nanoTime() - from;
        if (timeout.exit() || head == null) {
            throw failure == null ? late(null) : left <= 0 ? late(failure) : failure;
        }
        return head;
    }

    /**
     * Takes time that was spent on waiting for a piece of the body; the read timeout has seen to it that it was not
     * endless.
     */
    void spend(long nanos) throws IOException {
        left -= nanos;
        if (left <= 0) {
            throw late(null);
        }
    }

    private IOException late(@Nullable IOException cause) {
        IOException late = new SocketTimeoutException("the answer was not complete after " + limit);
        if (cause != null) {
            late.initCause(cause);
        }
        return late;
    }
}
