package dev.taphouse.host.cli;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.RunResult;
import dev.taphouse.host.run.StreamRun;
import dev.taphouse.host.run.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * The end of a sync in words: a table for a person, lines for a pipe.
 *
 * @param result what became of the run
 * @param bytes what went out on stdout
 * @param time how long it took
 */
record Summary(RunResult result, long bytes, Duration time) {

    void print(Terminal terminal) {
        if (terminal.isInteractive()) {
            table(terminal.notes());
        } else {
            lines();
        }
        losses();
        if (result.stdout() != null) {
            Log.critical("stdout cannot be written any more (" + result.stdout().getMessage()
                    + "), so the sync ended; the target stopped reading or the disk is full."
                    + " Run again from the last STATE that the target printed");
        }
    }

    private void lines() {
        for (StreamRun stream : result.streams()) {
            Log.info(stream.name() + ": " + word(stream) + ", " + stream.rows() + " rows in " + seconds(stream.nanos())
                    + " s");
        }
        Log.info(total());
    }

    private void table(PrintStream notes) {
        int width = Math.max(
                6,
                result.streams().stream().mapToInt(s -> s.name().length()).max().orElse(0));
        String format = "  %-" + width + "s  %-9s %12s %9s %12s%n";
        notes.println();
        notes.printf(Locale.ROOT, format, "stream", "verdict", "rows", "seconds", "rows/s");
        for (StreamRun stream : result.streams()) {
            double rate = stream.nanos() == 0 ? 0 : stream.rows() * 1e9 / stream.nanos();
            notes.printf(
                    Locale.ROOT,
                    format,
                    stream.name(),
                    word(stream),
                    String.format(Locale.ROOT, "%,d", stream.rows()),
                    seconds(stream.nanos()),
                    String.format(Locale.ROOT, "%,.0f", rate));
        }
        notes.println();
        notes.println("  " + total());
        notes.flush();
    }

    private void losses() {
        for (StreamRun stream : result.streams()) {
            stream.losses().forEach((what, count) -> Log.warn(stream.name() + ": " + what + " (" + count + " times)"));
        }
    }

    private String total() {
        long rows = result.streams().stream().mapToLong(StreamRun::rows).sum();
        long complete = result.streams().stream()
                .filter(stream -> stream.verdict() == Verdict.COMPLETE)
                .count();
        return String.format(
                Locale.ROOT,
                "%d of %d streams complete, %,d rows, %.1f MB in %.1f s",
                complete,
                result.streams().size(),
                rows,
                bytes / 1e6,
                time.toMillis() / 1e3);
    }

    private static String word(StreamRun stream) {
        return stream.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }
}
