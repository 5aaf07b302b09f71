package dev.taphouse.host.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a tap is run: never without limits, and never leaving a process behind. Immutable.
 *
 * @param command the executable and what always follows it, such as {@code bin/host run sqlite}
 * @param timeLimit a call that takes longer is killed
 * @param outputLimit a call that prints more bytes, on either stream, is killed
 */
public record Probe(List<String> command, Duration timeLimit, long outputLimit) {
    public Probe {
        command = List.copyOf(command);
        Objects.requireNonNull(timeLimit, "timeLimit is null");
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command is empty");
        }
    }

    /** A tap by its command, with two minutes and 256 MB for each call. */
    public static Probe of(String... command) {
        return new Probe(List.of(command), Duration.ofMinutes(2), 256L << 20);
    }

    /** The same with other limits. */
    public Probe limits(Duration time, long outputBytes) {
        return new Probe(command, time, outputBytes);
    }

    /** Calls the tap and waits for its end. */
    public Run run(Call call) {
        try (LiveRun live = start(call)) {
            return live.end();
        }
    }

    /** Starts the tap, reading all it prints. */
    public LiveRun start(Call call) {
        return LiveRun.start(this, call, Integer.MAX_VALUE);
    }

    /** Starts the tap and reads so many lines of stdout, until more are asked for. */
    LiveRun startReading(Call call, int lines) {
        return LiveRun.start(this, call, lines);
    }

    ProcessBuilder builder(Call call) {
        List<String> line = new ArrayList<>(command);
        line.addAll(call.arguments());
        ProcessBuilder builder = new ProcessBuilder(line);
        call.environment().forEach((name, value) -> {
            if (value == null) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        call.folder().ifPresent(folder -> builder.directory(folder.toFile()));
        return builder;
    }
}
