package dev.taphouse.http.client;

import dev.taphouse.api.SourceException;
import java.time.Duration;
import java.util.Optional;

/** A try that came to nothing, and what is to be done next. */
final class TryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SourceException error;
    private final Next next;
    private final transient Optional<Duration> wait;

    TryFailed(SourceException error, Next next) {
        this(error, next, Optional.empty());
    }

    /**
     * A failed try.
     *
     * @param wait what the server asks for; empty for the usual back-off
     */
    TryFailed(SourceException error, Next next, Optional<Duration> wait) {
        super(error.getMessage(), error);
        this.error = error;
        this.next = next;
        this.wait = wait;
    }

    /** What to do. */
    enum Next {
        /** Nothing helps. */
        END,
        /** Try again after a while. */
        LATER,
        /** Renew the credentials and try again, once. */
        RENEW
    }

    /** The error, when this was the last of so many tries. */
    SourceException afterTries(int tries) {
        if (tries == 1) {
            return error;
        }
        SourceException told = new SourceException(
                error.kind(), error.getMessage() + " (after " + tries + " tries)", error.getCause());
        told = error.remedy().isPresent() ? told.remedy(error.remedy().get()) : told;
        return error.retryAfter().isPresent()
                ? told.retryAfter(error.retryAfter().get())
                : told;
    }

    SourceException error() {
        return error;
    }

    Next next() {
        return next;
    }

    Optional<Duration> waitAskedFor() {
        return wait;
    }
}
