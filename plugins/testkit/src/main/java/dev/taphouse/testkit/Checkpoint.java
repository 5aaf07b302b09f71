package dev.taphouse.testkit;

import dev.taphouse.api.Position;
import java.util.Objects;

/**
 * A position a read gave, and what it covers.
 *
 * @param position the position
 * @param rows how many rows of the stream had been pushed in this read, deleted ones included
 */
public record Checkpoint(Position position, long rows) {

    /** Checks for null. */
    public Checkpoint {
        Objects.requireNonNull(position, "position is null");
    }
}
