package dev.taphouse.host.cli;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.Conduct;
import dev.taphouse.host.run.Pace;
import dev.taphouse.host.run.Tap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a sync is done. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SyncOptions {
    private static final long MINUTE_MILLIS = 60_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--state-rows",
            paramLabel = "N",
            defaultValue = "10000",
            description = {
                "Print a STATE after so many rows, once a hundred times its size went out since the last one.",
                "Default: ${DEFAULT-VALUE}."
            })
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

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Read so many streams side by side, if the source allows it. Default: ${DEFAULT-VALUE}.")
    void parallel(int reads) {
        parallel = least(1, reads, "--parallel");
    }

    private int parallel;

    @Option(
            names = "--watchdog-seconds",
            paramLabel = "N",
            defaultValue = "3600",
            description = "End a read whose source gives no sign of life for so long; 0 for never."
                    + " Default: ${DEFAULT-VALUE}.")
    void watchdogSeconds(int seconds) {
        watchdogSeconds = least(0, seconds, "--watchdog-seconds");
    }

    private int watchdogSeconds;

    private int least(int least, int given, String option) {
        if (given < least) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + given + ", but must be " + least + " or more");
        }
        return given;
    }

    @Option(
            names = "--count-first",
            description = "Ask the source how many rows there are, which may take its time, to tell how much is left.")
    private boolean countFirst;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            defaultValue = "${env:TAPHOUSE_PROGRESS:-lines}",
            description = "What to show while it goes on: live, lines (one a minute) or none."
                    + " Default: live on a terminal, else lines.")
    private Shown progress;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text, or json: an object on each line. Default: text; json when Meltano"
                    + " asks for it by SINGER_SDK_LOG_CONFIG.")
    private @Nullable LogFormat logFormat;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write there what became of the run, also when it fails; see 'host report'.")
    private @Nullable Path report;

    /** Chooses the form of the log, before anything is written. */
    void openLog(String app) {
        if (isJson()) {
            Log.json(app);
        }
    }

    private boolean isJson() {
        return LogFormat.of(logFormat) == LogFormat.json;
    }

    /** Whether the summary is a table. */
    boolean isForPeople(Terminal terminal) {
        return terminal.isInteractive() && !isJson();
    }

    /** What is shown while the sync goes on. */
    Progress progress(Terminal terminal, Tap tap) {
        if (progress == Shown.live && isForPeople(terminal)) {
            return new LiveProgress(terminal, width() - 1);
        }
        return progress == Shown.lines ? new LoggedProgress(MINUTE_MILLIS, tap::metrics) : Progress.NONE;
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
    }

    /** Where the report goes; empty for nowhere. */
    Optional<ReportFile> report() {
        return Optional.ofNullable(report).map(ReportFile::new);
    }

    /** How many reads at once. */
    int parallel() {
        return parallel;
    }

    /** How the reads are gone about. */
    Conduct conduct(Conduct.Threads threads, Conduct.Audience audience) {
        return new Conduct(parallel, Duration.ofSeconds(watchdogSeconds), countFirst, threads, audience);
    }

    /** How often a STATE goes out. */
    Pace pace() {
        return new Pace(stateRows, Duration.ofSeconds(stateSeconds));
    }

    /** What is shown while a sync goes on. */
    enum Shown {
        live,
        lines,
        none
    }
}
