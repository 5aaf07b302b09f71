package dev.taphouse.host.run;

import dev.taphouse.api.SourceException;
import dev.taphouse.host.ExitCode;
import java.io.IOException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong in a connector, classified as {@link SourceException} tells.
 *
 * @param kind what happens next; null for a bug of the connector
 * @param cause what was thrown
 */
public record Problem(SourceException.@Nullable Kind kind, Throwable cause) {

    /** Classifies what a connector threw. */
    public static Problem of(Throwable thrown) {
        if (thrown instanceof SourceException known) {
            return new Problem(known.kind(), known);
        }
        if (thrown instanceof SQLInvalidAuthorizationSpecException) {
            return new Problem(SourceException.Kind.CREDENTIALS, thrown);
        }
        boolean transientFault = thrown instanceof IOException
                || thrown instanceof SQLTransientException
                || thrown instanceof SQLRecoverableException;
        return new Problem(transientFault ? SourceException.Kind.UNAVAILABLE : null, thrown);
    }

    /** Whether it is a bug of the connector. */
    public boolean isBug() {
        return kind == null;
    }

    /** Whether it ends the run, not the stream alone. */
    boolean endsRun() {
        return kind == SourceException.Kind.CONFIG || kind == SourceException.Kind.CREDENTIALS;
    }

    /** Whether it may be gone when tried again. */
    boolean isTransient() {
        return kind == SourceException.Kind.UNAVAILABLE;
    }

    /** What the process ends with when this ends it. */
    public ExitCode exitCode() {
        if (kind == SourceException.Kind.CONFIG) {
            return ExitCode.INPUT;
        }
        boolean connection = kind == SourceException.Kind.CREDENTIALS || kind == SourceException.Kind.UNAVAILABLE;
        return connection ? ExitCode.CONNECTION : ExitCode.FAILURE;
    }

    /** {@link #text}, led by the stream it is about unless it names that itself. */
    public String text(String stream) {
        String text = text();
        String subject = "stream '" + stream + "'";
        return text.startsWith(subject) ? text : subject + ": " + text;
    }

    /** The problem and its remedy in one line. */
    public String text() {
        String message = cause.getMessage() == null || cause.getMessage().isBlank()
                ? cause.getClass().getName()
                : cause.getMessage().strip();
        if (isBug()) {
            return "bug in the connector: " + cause.getClass().getName() + ": " + message;
        }
        Optional<String> remedy = cause instanceof SourceException known ? known.remedy() : Optional.empty();
        String sentence = message.endsWith(".") ? message : message + ".";
        return remedy.map(fix -> sentence + " " + fix).orElse(message);
    }
}
