package dev.taphouse.host.log;

/** How grave a line of the log is. The names are the ones singer-python prints, which people and pipelines grep for. */
public enum Severity {
    /** For those who look for a bug. */
    DEBUG,
    /** What goes on. */
    INFO,
    /** Something to look at. */
    WARNING,
    /** Something failed. */
    ERROR,
    /** The run ends because of it. */
    CRITICAL
}
