package dev.taphouse.host;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was expected to go wrong and ends the command: its message is shown to the user as it is, one line for
 * each problem, without a stack trace unless {@code --debug} asks for it.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** A failure with a message that names what, where, and the fix. */
    public Failure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** A failure with its cause. */
    public Failure(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message is null"), cause);
        this.exitCode = Objects.requireNonNull(exitCode, "exitCode is null");
    }

    /** What the process ends with. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The message, never null. */
    public String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
