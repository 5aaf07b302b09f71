package dev.taphouse.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong at a source, by what should happen next.
 *
 * <p>Exceptions that are not of this type are classified by the host: {@link java.io.IOException}, {@code
 * SQLTransientException} and {@code SQLRecoverableException} as UNAVAILABLE, {@code
 * SQLInvalidAuthorizationSpecException} as CREDENTIALS; all else is a bug of the connector and shown with its stack
 * trace. Messages never hold secrets.
 */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable String remedy;
    private final @Nullable Duration retryAfter;

    /** An exception without a cause. */
    public SourceException(Kind kind, String message) {
        this(kind, message, null, null, null);
    }

    /** An exception with its cause. */
    public SourceException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, null, null);
    }

    private SourceException(
            Kind kind,
            String message,
            @Nullable Throwable cause,
            @Nullable String remedy,
            @Nullable Duration retryAfter) {
        super(Objects.requireNonNull(message, "message is null"), cause);
        this.kind = Objects.requireNonNull(kind, "kind is null");
        this.remedy = remedy;
        this.retryAfter = retryAfter;
    }

    /** The same with what the user can do about it, in one sentence. */
    public SourceException remedy(String sentence) {
        return with(Objects.requireNonNull(sentence, "sentence is null"), retryAfter);
    }

    /** The same with the time before which trying again is useless. */
    public SourceException retryAfter(Duration wait) {
        return with(remedy, Objects.requireNonNull(wait, "wait is null"));
    }

    /** What should happen next. */
    public Kind kind() {
        return kind;
    }

    /** What the user can do about it. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** How long to wait before trying again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private SourceException with(@Nullable String newRemedy, @Nullable Duration newRetryAfter) {
        String message = Objects.requireNonNullElse(getMessage(), "");
        SourceException copy = new SourceException(kind, message, getCause(), newRemedy, newRetryAfter);
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** What should happen next. */
    public enum Kind {
        /** The config cannot work: the run ends. */
        CONFIG,
        /** The source does not accept the credentials: the run ends. */
        CREDENTIALS,
        /** A privilege is missing: the stream fails. */
        PERMISSION,
        /** The stream is not to be had here, or was dropped: it is skipped. */
        ABSENT,
        /** The source cannot be reached or is busy: tried again from the last checkpoint, a few times. */
        UNAVAILABLE,
        /** The position cannot be resumed from: the stream fails. */
        POSITION,
        /** The data is not what it should be: the stream fails. */
        DATA
    }
}
