package dev.taphouse.host;

/** The exit codes, as documented in {@code docs/exit-codes.md}. */
public enum ExitCode {
    /** Every selected stream is complete. */
    COMPLETE(0),
    /** A bug, or all streams failed. */
    FAILURE(1),
    /** The command line is not understood. */
    USAGE(2),
    /** Config, catalog or state cannot be used. */
    INPUT(3),
    /** The source cannot be reached or does not accept the credentials. */
    CONNECTION(4),
    /** Some streams failed, or were skipped unasked. */
    PARTIAL(5),
    /** The plugin is missing, broken or refused. */
    PLUGIN(6),
    /** Stdout was closed, or could not be written. */
    STDOUT(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number a process ends with. */
    public int number() {
        return number;
    }
}
