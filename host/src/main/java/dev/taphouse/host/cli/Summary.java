package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.RunReport;
import dev.taphouse.host.run.StreamReport;
import dev.taphouse.host.run.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The end of a sync in words: a table for a person, lines for a pipe.
 *
 * @param report what became of the run
 */
record Summary(RunReport report) {

    /** Lines in the log. */
    void log() {
        for (StreamReport stream : report.streams()) {
            Log.info(stream.name() + ": " + word(stream.verdict()) + ", " + stream.rows() + " rows in "
                    + Figures.time(stream.seconds()) + retries(stream));
            stream.substitutions()
                    .forEach((what, count) -> Log.warn(stream.name() + ": " + what + " (" + count + " times)"));
        }
        Log.info(total());
        if (report.problem() != null) {
            Log.critical(report.problem());
        }
        next().ifPresent(Log::info);
    }

    private static String retries(StreamReport stream) {
        return stream.retries() == 0 ? "" : ", " + retries(stream.retries());
    }

    private static String retries(long count) {
        return count == 1 ? "1 retry" : count + " retries";
    }

    /** A table, with what to look at and what to do below it. */
    void table(PrintStream out, Paint paint) {
        out.println();
        if (!report.streams().isEmpty()) {
            rows(out, paint);
            out.println();
        }
        out.println("  " + paint.verdict(report.verdict(), capital(report.verdict())) + ": " + total() + ".");
        if (report.onSource() + report.onTarget() > 0) {
            out.println("  " + waits() + ".");
        }
        remarks().forEach(remark -> out.println("  " + paint.remark(Figures.plain(remark))));
        if (report.problem() != null) {
            out.println("  " + paint.verdict("failed", Figures.plain(report.problem())));
        }
        next().ifPresent(step -> out.println("  " + step));
        out.println();
        out.flush();
    }

    private void rows(PrintStream out, Paint paint) {
        int width = Math.max(
                6,
                report.streams().stream()
                        .mapToInt(stream -> Figures.plain(stream.name()).length())
                        .max()
                        .orElse(0));
        String format = "  %-" + width + "s  %s %14s %10s %10s %12s%n";
        out.printf(Locale.ROOT, format, "stream", "verdict  ", "rows", "size", "time", "rows/s");
        for (StreamReport stream : report.streams()) {
            out.printf(
                    Locale.ROOT,
                    format,
                    Figures.plain(stream.name()),
                    paint.verdict(word(stream.verdict()), String.format("%-9s", word(stream.verdict()))),
                    Figures.count(stream.rows()),
                    Figures.bytes(stream.bytes()),
                    Figures.time(stream.seconds()),
                    Figures.count(Math.round(stream.rate())));
        }
    }

    private String waits() {
        return "Reads were with the source for " + Figures.time(report.onSource()) + " and waited for the target for "
                + Figures.time(report.onTarget());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (StreamReport stream : report.streams()) {
            if (stream.problem() != null) {
                remarks.add(stream.name() + " " + word(stream.verdict()) + ": " + stream.problem());
            }
            if (stream.retries() > 0) {
                remarks.add(stream.name() + ": " + retries(stream.retries()));
            }
            stream.substitutions()
                    .forEach((what, count) ->
                            remarks.add(stream.name() + ": " + what + " (" + Figures.count(count) + " times)"));
            stream.drift().forEach(how -> remarks.add(stream.name() + ": " + how));
        }
        report.metrics().forEach((name, count) -> remarks.add(name + ": " + Figures.count(count)));
        return remarks;
    }

    /** What to do next, where there is something to do. */
    private Optional<String> next() {
        int code = report.exitCode();
        if (report.stopped() && code == ExitCode.COMPLETE.number()) {
            return Optional.of("It was stopped. Run again with --state and the last STATE to go on from there");
        }
        if (code == ExitCode.CONNECTION.number()) {
            return Optional.of("Check address and credentials with: host run "
                    + report.origin().plugin() + " --config FILE --test-connection");
        }
        boolean unfinished = report.streams().stream().anyMatch(stream -> stream.verdict() == Verdict.FAILED);
        return unfinished
                ? Optional.of("Correct what is said above, and run again with --state and the last STATE:"
                        + " no row that is there already is lost")
                : Optional.empty();
    }

    private String total() {
        long complete = report.streams().stream()
                .filter(stream -> stream.verdict() == Verdict.COMPLETE)
                .count();
        return String.format(
                Locale.ROOT,
                "%d of %d streams complete, %s rows, %s in %s",
                complete,
                report.streams().size(),
                Figures.count(report.rows()),
                Figures.bytes(report.bytes()),
                Figures.time(report.seconds()));
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
