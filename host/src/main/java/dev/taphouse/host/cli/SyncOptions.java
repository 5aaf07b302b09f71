package dev.taphouse.host.cli;

import dev.taphouse.host.run.Pace;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a sync is done. */
final class SyncOptions {
    @Option(
            names = "--state-rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Print a STATE after so many rows. Default: ${DEFAULT-VALUE}.")
    private long stateRows;

    @Option(
            names = "--state-seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Print a STATE after so many seconds. Default: ${DEFAULT-VALUE}.")
    private long stateSeconds;

    /** How often a STATE goes out. */
    Pace pace() {
        return new Pace(stateRows, Duration.ofSeconds(stateSeconds));
    }
}
