package dev.taphouse.host.cli;

/** The entry point of the process. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = HostCli.ofProcess().run(args);
        System.err.flush(); // a line that a plugin left open
        System.exit(code);
    }
}
