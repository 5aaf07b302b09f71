package dev.taphouse.host.cli;

/** The entry point of the process. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(HostCli.ofProcess().run(args));
    }
}
