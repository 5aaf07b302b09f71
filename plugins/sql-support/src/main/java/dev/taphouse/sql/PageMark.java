package dev.taphouse.sql;

import dev.taphouse.api.Position;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a pass by pages is, as positions hold it.
 *
 * @param file the file that is read, by its id; those with smaller ids are through
 * @param version its version
 * @param next the page to go on with
 * @param end the page to end before, for a lane; -1 for the whole table
 * @param snapshot the mark of what the pass saw so far; empty where the database has none
 */
record PageMark(long file, long version, long next, long end, String snapshot) {

    /** From a position; empty when it has none that is whole. */
    static Optional<PageMark> of(Position position) {
        if (!(position.entries().get(Positions.PAGES) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return number(map, "file")
                .flatMap(file -> number(map, "version")
                        .flatMap(version -> number(map, "next")
                                .map(next -> new PageMark(
                                        file, version, next, number(map, "end").orElse(-1L), text(map, "snapshot")))));
    }

    /** As an entry of a position. */
    Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", file);
        entry.put("version", version);
        entry.put("next", next);
        if (end >= 0) {
            entry.put("end", end);
        }
        if (!snapshot.isEmpty()) {
            entry.put("snapshot", snapshot);
        }
        return entry;
    }

    private static Optional<Long> number(Map<?, ?> map, String key) {
        try {
            return Optional.ofNullable(map.get(key))
                    .map(value -> new BigDecimal(value.toString()).longValueExact())
                    .filter(value -> value >= 0);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
