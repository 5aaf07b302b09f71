package dev.taphouse.host.protocol;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import java.time.Instant;

/** What a {@link StreamWriter} tells the read it belongs to. Called on the reading thread. */
public interface RowEvents {

    /** A row is about to begin; throws when the read is to end. */
    void beforeRow();

    /** A row is in the buffer, whole. */
    void afterRow();

    /** The stream's position covers every row so far. */
    void checkpoint(Position position);

    /** The stream alone fails or is skipped. */
    void fail(SourceException why);

    /** All rows are gone at the source. */
    void truncated();

    /** The time for {@code time_extracted}: a new object only when it changed. */
    Instant now();
}
