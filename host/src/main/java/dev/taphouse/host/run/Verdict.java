package dev.taphouse.host.run;

/** How a stream ended. */
public enum Verdict {
    /** Every row that was there went out. */
    COMPLETE,
    /** The run was told to stop; the rest follows from the last STATE. */
    PARTIAL,
    /** The stream is not to be had here. */
    SKIPPED,
    /** Rows are missing; the reason says why. */
    FAILED
}
