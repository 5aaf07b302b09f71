package dev.taphouse.chargebee;

import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a target makes of what it gets: the last row of each key, and which keys were deleted. */
final class Copy {
    private final Map<String, Map<List<@Nullable Object>, Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
    private final Map<String, Set<List<@Nullable Object>>> deleted = new LinkedHashMap<>();

    /** Takes a row. */
    void row(StreamSpec spec, Map<String, @Nullable Object> row) {
        List<@Nullable Object> key = key(spec, row);
        deleted(spec.name()).remove(key);
        rows(spec.name()).put(key, row);
    }

    /** Takes a deleted row. */
    void delete(StreamSpec spec, Map<String, @Nullable Object> row) {
        List<@Nullable Object> key = key(spec, row);
        rows(spec.name()).remove(key);
        deleted(spec.name()).add(key);
    }

    /** The live rows of a stream by their key. */
    Map<List<@Nullable Object>, Map<String, @Nullable Object>> rows(String stream) {
        return rows.computeIfAbsent(stream, name -> new LinkedHashMap<>());
    }

    /** The keys of the deleted rows of a stream. */
    Set<List<@Nullable Object>> deleted(String stream) {
        return deleted.computeIfAbsent(stream, name -> new LinkedHashSet<>());
    }

    static List<@Nullable Object> key(StreamSpec spec, Map<String, @Nullable Object> row) {
        List<@Nullable Object> key = new ArrayList<>();
        spec.keys().forEach(field -> key.add(row.get(field)));
        return key;
    }
}
