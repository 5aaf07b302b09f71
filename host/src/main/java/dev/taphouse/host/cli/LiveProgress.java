package dev.taphouse.host.cli;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.StreamRun;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For a person at a terminal: a line for each stream that is being read, and one for all of them. */
final class LiveProgress implements Progress {
    private static final int MILLIS = 200;
    private static final int MOST_LINES = 10;
    private static final int NAME = 24;

    private final Terminal terminal;
    private final int width;
    private final LiveBlock block;
    private final long start = System.nanoTime();
    private volatile List<StreamRun> streams = List.of();
    private @Nullable Ticks ticks;

    LiveProgress(Terminal terminal, int width) {
        this.terminal = terminal;
        this.width = width;
        this.block = new LiveBlock(terminal.notes());
    }

    @Override
    public void begins(List<StreamRun> begun) {
        streams = List.copyOf(begun);
        Log.to(block.above());
        ticks = new Ticks("progress", MILLIS, () -> block.show(lines()));
    }

    @Override
    public void close() {
        if (ticks != null) {
            ticks.close();
            block.show(List.of());
            Log.to(terminal.notes());
        }
    }

    /** The lines as of now. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<StreamRun> reading = streams.stream().filter(StreamRun::isReading).toList();
        reading.stream().limit(MOST_LINES).forEach(stream -> lines.add(Figures.fit(line(stream), width)));
        if (reading.size() > MOST_LINES) {
            lines.add("  … and " + (reading.size() - MOST_LINES) + " more");
        }
        lines.add(Figures.fit(total(), width));
        return lines;
    }

    private static String line(StreamRun stream) {
        long rows = stream.rows();
        double seconds = stream.nanos() / 1e9;
        double rate = seconds > 0 ? rows / seconds : 0;
        String line = String.format(
                Locale.ROOT,
                "  %-" + NAME + "s %13s rows %10s",
                Figures.fit(stream.name(), NAME),
                Figures.count(rows),
                Figures.rate(rate));
        if (stream.expected().isPresent()) {
            return line + "  " + ahead(stream.expected().getAsLong(), rows, rate);
        }
        return line + lag(stream).map(lag -> "  " + lag + " behind").orElse("");
    }

    private static String ahead(long expected, long rows, double rate) {
        long percent = expected == 0 ? 100 : Math.min(100, rows * 100 / expected);
        long left = Math.max(0, expected - rows);
        return percent + " %" + (rate > 0 ? ", " + Figures.clock(Math.round(left / rate)) + " left" : "");
    }

    /** How far a cursor that is a time is behind this moment. */
    private static Optional<String> lag(StreamRun stream) {
        try {
            return stream.cursor()
                    .map(cursor -> Duration.between(Instant.parse(cursor), Instant.now()))
                    .filter(lag -> !lag.isNegative())
                    .map(Figures::roughly);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String total() {
        long done = streams.stream().filter(StreamRun::isDecided).count();
        return "  " + done + " of " + streams.size() + " streams done, "
                + Figures.count(streams.stream().mapToLong(StreamRun::rows).sum()) + " rows, "
                + Figures.bytes(streams.stream().mapToLong(StreamRun::bytes).sum()) + ", "
                + Figures.clock((System.nanoTime() - start) / 1_000_000_000);
    }
}
