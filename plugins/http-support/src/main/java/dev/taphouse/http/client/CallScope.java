package dev.taphouse.http.client;

import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SourceContext;
import java.time.Duration;

/** Inside which call of the host a request is sent: what ends it, and how it waits. */
public interface CallScope {

    /** Registers what unblocks a request on its way. */
    RecordSink.Registration onCancel(Runnable cancel);

    /**
     * Waits, between rows.
     *
     * @throws java.util.concurrent.CancellationException when the call is to end
     */
    void pause(Duration time) throws InterruptedException;

    /** A read. */
    static CallScope of(RecordSink sink) {
        return new CallScope() {
            @Override
            public RecordSink.Registration onCancel(Runnable cancel) {
                return sink.onCancel(cancel);
            }

            @Override
            public void pause(Duration time) {
                sink.idle(time);
            }
        };
    }

    /** Any other call. */
    static CallScope of(SourceContext context) {
        return new CallScope() {
            @Override
            public RecordSink.Registration onCancel(Runnable cancel) {
                return context.onCancel(cancel);
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time.toMillis());
            }
        };
    }
}
