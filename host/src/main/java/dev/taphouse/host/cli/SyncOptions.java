package dev.taphouse.host.cli;

import dev.taphouse.host.run.Conduct;
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
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Read so many streams side by side, if the source allows it. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = "--watchdog-seconds",
            paramLabel = "N",
            defaultValue = "3600",
            description = "End a read whose source gives no sign of life for so long; 0 for never."
                    + " Default: ${DEFAULT-VALUE}.")
    private long watchdogSeconds;

    /** How the reads are gone about. */
    Conduct conduct(Conduct.Threads threads) {
        return new Conduct(parallel, Duration.ofSeconds(watchdogSeconds), false, threads, streams -> {});
    }

    /** How often a STATE goes out. */
    Pace pace() {
        return new Pace(stateRows, Duration.ofSeconds(stateSeconds));
    }
}
