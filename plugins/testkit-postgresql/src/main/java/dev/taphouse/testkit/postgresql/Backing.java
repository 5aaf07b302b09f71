package dev.taphouse.testkit.postgresql;

/** A running server, whatever runs it. */
interface Backing extends AutoCloseable {

    String host();

    /** Stays the same over {@link #restart}. */
    int port();

    /** Ends all sessions and starts again; returns once the server was told to. */
    void restart();

    @Override
    void close();
}
