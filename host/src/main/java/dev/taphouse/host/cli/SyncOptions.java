package dev.taphouse.host.cli;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.Conduct;
import dev.taphouse.host.run.Pace;
import dev.taphouse.host.run.Tap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** How a sync is done. */
final class SyncOptions extends Options {
    private static final long MINUTE_MILLIS = 60_000;

    private final OptionSpec stateRows = with(option(long.class, "N", "--state-rows")
            .defaultValue("10000")
            .description(
                    "Print a STATE after so many rows, once a hundred times its size went out since the last one.",
                    "Default: ${DEFAULT-VALUE}."));
    private final OptionSpec stateSeconds = with(option(long.class, "N", "--state-seconds")
            .defaultValue("10")
            .description("Print a STATE after so many seconds. Default: ${DEFAULT-VALUE}."));
    private final OptionSpec longestLine = with(option(int.class, "N", "--max-line-bytes")
            .initialValue(Integer.MAX_VALUE)
            .description(
                    "Fail a stream whose row makes a longer line, such as 52428800 for Meltano. Default: no limit."));
    private final OptionSpec countFirst = with(flag("--count-first")
            .description("Ask the source how many rows there are, which may take its time, to tell how much is left."));
    private final OptionSpec progress = with(option(Shown.class, "HOW", "--progress")
            .defaultValue("${env:TAPHOUSE_PROGRESS:-lines}")
            .description("What to show while it goes on: live, lines (one a minute) or none."
                    + " Default: live on a terminal, else lines."));
    private final OptionSpec logFormat = with(option(LogFormat.class, "FORMAT", "--log-format")
            .description("text, or json: an object on each line. Default: text; json when Meltano"
                    + " asks for it by SINGER_SDK_LOG_CONFIG."));
    private final OptionSpec report = with(option(Path.class, "FILE", "--report")
            .description("Write there what became of the run, also when it fails; see 'host report'."));
    private final OptionSpec parallel = with(option(int.class, "N", "--parallel")
            .defaultValue("1")
            .description("Read so many streams side by side, if the source allows it. Default: ${DEFAULT-VALUE}."));
    private final OptionSpec watchdogSeconds = with(option(int.class, "N", "--watchdog-seconds")
            .defaultValue("3600")
            .description("End a read whose source gives no sign of life for so long; 0 for never."
                    + " Default: ${DEFAULT-VALUE}."));

    /**
     * Looks whether the numbers can be.
     *
     * @throws ParameterException if one cannot
     */
    void check() {
        atLeast(1, parallel);
        atLeast(0, watchdogSeconds);
    }

    private static void atLeast(int least, OptionSpec option) {
        int given = option.getValue();
        if (given < least) {
            throw new ParameterException(
                    option.command().commandLine(),
                    option.longestName() + " is " + given + ", but must be " + least + " or more");
        }
    }

    /** How many bytes a line may have. */
    int longestLine() {
        return longestLine.getValue();
    }

    /** Chooses the form of the log, before anything is written. */
    void openLog(String app) {
        if (isJson()) {
            Log.json(app);
        }
    }

    private boolean isJson() {
        return LogFormat.of(logFormat.getValue()) == LogFormat.json;
    }

    /** Whether the summary is a table. */
    boolean isForPeople(Terminal terminal) {
        return terminal.isInteractive() && !isJson();
    }

    /** What is shown while the sync goes on. */
    Progress progress(Terminal terminal, Tap tap) {
        Shown shown = progress.getValue();
        if (shown == Shown.live && isForPeople(terminal)) {
            return new LiveProgress(terminal, width() - 1);
        }
        return shown == Shown.lines ? new LoggedProgress(MINUTE_MILLIS, tap::metrics) : Progress.NONE;
    }

    private static int width() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
    }

    /** Where the report goes; empty for nowhere. */
    Optional<ReportFile> report() {
        return Options.<Path>given(report).map(ReportFile::new);
    }

    /** How many reads at once. */
    int parallel() {
        return parallel.getValue();
    }

    /** How the reads are gone about. */
    Conduct conduct(Conduct.Threads threads, Conduct.Audience audience) {
        return new Conduct(
                parallel(),
                Duration.ofSeconds(watchdogSeconds.<Integer>getValue()),
                countFirst.getValue(),
                threads,
                audience);
    }

    /** How often a STATE goes out. */
    Pace pace() {
        return new Pace(stateRows.getValue(), Duration.ofSeconds(stateSeconds.<Long>getValue()));
    }

    /** What is shown while a sync goes on. */
    enum Shown {
        live,
        lines,
        none
    }
}
