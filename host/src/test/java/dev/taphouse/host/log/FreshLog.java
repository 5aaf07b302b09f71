package dev.taphouse.host.log;

/** The log as at the start of the process, whatever other tests made of it. */
public final class FreshLog {
    private FreshLog() {}

    /** Forgets levels, secrets and streams. */
    public static void start() {
        Log.reset();
    }
}
