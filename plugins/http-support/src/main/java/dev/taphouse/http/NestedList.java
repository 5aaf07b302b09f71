package dev.taphouse.http;

import dev.taphouse.http.record.JsonRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list inside a record of the parent, which some APIs cut after its first elements. */
final class NestedList {
    private final Parent parent;
    private final Map<String, @Nullable Object> record;

    NestedList(Parent parent, Map<String, @Nullable Object> record) {
        this.parent = parent;
        this.record = record;
    }

    /** Whether the record holds all of it. */
    boolean isWhole() {
        boolean there = parent.nested()
                .filter(path -> JsonText.at(record, path) instanceof List)
                .isPresent();
        boolean more = parent.hasMore()
                .filter(path -> Boolean.TRUE.equals(JsonText.at(record, path)))
                .isPresent();
        return there && !more;
    }

    /** Its elements that are objects. */
    List<JsonRecord> records() {
        Object list = JsonText.at(record, parent.nested().orElseThrow());
        return list instanceof List<?> elements
                ? elements.stream()
                        .filter(Map.class::isInstance)
                        .map(StreamRows::record)
                        .toList()
                : List.of();
    }
}
