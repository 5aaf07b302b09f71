package dev.taphouse.http;

import dev.taphouse.http.record.JsonRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        .map(element -> (JsonRecord) new Element((Map<?, ?>) element))
                        .toList()
                : List.of();
    }

    /** A record out of values. */
    static final class Element implements JsonRecord {
        private final Map<?, ?> values;
        private final byte[] utf8;

        Element(Map<?, ?> values) {
            this.values = values;
            this.utf8 = JsonText.write(values).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] bytes() {
            return utf8;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return utf8.length;
        }

        @Override
        public Optional<String> text(String path) {
            Object value = JsonText.at(values, path);
            return value == null || value instanceof Map || value instanceof List
                    ? Optional.empty()
                    : Optional.of(JsonText.plain(value));
        }

        @Override
        public Optional<String> json(String path) {
            Object value = JsonText.at(values, path);
            return value == null ? Optional.empty() : Optional.of(JsonText.write(value));
        }
    }
}
