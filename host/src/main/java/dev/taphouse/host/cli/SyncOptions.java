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

    @Option(
            names = "--max-line-bytes",
            paramLabel = "N",
            description =
                    "Fail a stream whose row makes a longer line, such as 52428800 for Meltano. Default: no limit.")
    private int longestLine = Integer.MAX_VALUE;

    /** How many bytes a line may have. */
    int longestLine() {
        return longestLine;
    }

    /** How often a STATE goes out. */
    Pace pace() {
        return new Pace(stateRows, Duration.ofSeconds(stateSeconds));
    }
}
