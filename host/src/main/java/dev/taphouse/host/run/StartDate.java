package dev.taphouse.host.run;

import dev.taphouse.api.Option;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.state.CanonicalCursor;
import java.util.List;
import java.util.Optional;

/**
 * The option {@code start_date}, where a source has one: what is older is not read. It counts for streams whose cursor
 * is a date or a point in time.
 */
final class StartDate {
    private static final String NAME = "start_date";

    private final Optional<String> date;

    private StartDate(Optional<String> date) {
        this.date = date;
    }

    /** The start date of a config; none where the source has no such option, or it is not set. */
    static StartDate of(List<Option<?>> options, Config config) {
        return new StartDate(options.stream()
                .filter(option -> option.name().equals(NAME))
                .findFirst()
                .<Object>map(config::get)
                .flatMap(value -> value instanceof Optional<?> optional ? optional : Optional.of(value))
                .map(String::valueOf));
    }

    /** The read with the start date as its begin, where that applies. */
    StreamRead begin(StreamRead read) {
        if (read.method() != StreamSpec.Method.INCREMENTAL || read.cursors().isEmpty()) {
            return read;
        }
        String cursor = read.cursors().get(0);
        Type.Kind kind = read.fields().get(read.indexOf(cursor)).type().kind();
        return switch (kind) {
            case DATE, TIMESTAMP, INSTANT ->
                date.flatMap(text -> CanonicalCursor.of(kind, text))
                        .map(value -> read.from(Position.cursor(cursor, value)))
                        .orElse(read);
            case BOOL, INTEGER, DECIMAL, FLOAT, TEXT, BYTES, TIME, UUID, JSON, LIST, OBJECT -> read;
        };
    }
}
