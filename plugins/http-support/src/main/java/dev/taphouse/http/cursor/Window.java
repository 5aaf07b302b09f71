package dev.taphouse.http.cursor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a stream one list has.
 *
 * @param start from here on, inclusive; empty without a filter
 * @param end up to here, inclusive or not as the API has it; empty for no end
 */
public record Window(Optional<Instant> start, Optional<Instant> end) {

    /** Everything. */
    public static final Window ALL = new Window(Optional.empty(), Optional.empty());

    /** A window with both ends. */
    public static Window of(Instant start, Instant end) {
        return new Window(Optional.of(start), Optional.of(end));
    }

    /** A window without an end. */
    public static Window from(Instant start) {
        return new Window(Optional.of(start), Optional.empty());
    }

    /** Whether it is sent as a filter. */
    public boolean isFilter() {
        return start.isPresent();
    }

    /** Both halves; empty when it is no longer than {@code least}, or has no ends. */
    public List<Window> halves(Duration least) {
        if (start.isEmpty() || end.isEmpty()) {
            return List.of();
        }
        Duration length = Duration.between(start.get(), end.get());
        Duration half = Duration.ofSeconds(length.getSeconds() / 2);
        if (half.compareTo(least) < 0) {
            half = Duration.ofNanos(length.toNanos() / 2);
        }
        if (length.compareTo(least) <= 0 || half.compareTo(least) < 0) {
            return List.of();
        }
        Instant middle = start.get().plus(half);
        return List.of(of(start.get(), middle), of(middle, end.get()));
    }

    /** The windows from a start to an end, each of this length at most. */
    public static List<Window> between(Instant start, Instant end, Optional<Duration> length) {
        List<Window> windows = new ArrayList<>();
        Instant at = start;
        while (length.isPresent() && at.plus(length.get()).isBefore(end)) {
            windows.add(of(at, at.plus(length.get())));
            at = at.plus(length.get());
        }
        windows.add(of(at, end));
        return windows;
    }
}
