package dev.taphouse.host.run;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a STATE goes out: after so many rows, but only when the bytes since the last one are a hundred times its
 * size, or after so much time. So a STATE costs at most a hundredth of the bytes, and never comes per record.
 *
 * @param rows how many rows
 * @param time how much time
 */
public record Pace(long rows, Duration time) {
    /** The pace unless the user says otherwise. */
    public static final Pace DEFAULT = new Pace(10_000, Duration.ofSeconds(10));

    private static final int SHARE = 100;

    /** Whether a STATE would be small beside what went out since the last one. */
    boolean isWorthIt(long bytesSince, int stateSize) {
        return bytesSince >= (long) stateSize * SHARE;
    }

    /**
     * Whether a STATE is due.
     *
     * @param moved whether a position is known that the last STATE did not have
     */
    boolean isDue(boolean moved, long rowsSince, long bytesSince, int stateSize, Instant last, Instant now) {
        if (rowsSince == 0 && !moved) {
            return false;
        }
        boolean enoughRows = rowsSince >= rows && isWorthIt(bytesSince, stateSize);
        return enoughRows || Duration.between(last, now).compareTo(time) >= 0;
    }
}
