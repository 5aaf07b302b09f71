package dev.taphouse.postgresql.log;

import dev.taphouse.api.Position;
import java.util.List;

/** What positions of the log hold. */
final class LogPosition {
    /** What the position of a copy that is not complete holds, ours and that of other taps. */
    private static final List<String> OF_COPIES = List.of("pages", "last_pk_fetched", "max_pk_values", "xmin");

    private LogPosition() {}

    /** Whether a log can be read from there. */
    static boolean isOfLog(Position position) {
        return position.int64(PgLog.LSN).isPresent() && OF_COPIES.stream().noneMatch(position.entries()::containsKey);
    }
}
