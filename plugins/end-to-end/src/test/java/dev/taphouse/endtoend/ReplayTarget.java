package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A target that keeps a copy of each stream: a row takes the place of the one with its key, one with {@code
 * _sdc_deleted_at} takes it away. It stores late: when it dies, it had confirmed some STATE, and what it took after that
 * one is gone.
 */
final class ReplayTarget {
    private static final String DELETED = "_sdc_deleted_at";

    private final Random random;
    private final Map<String, Map<List<Object>, Map<String, @Nullable Object>>> stored = new HashMap<>();
    private final Map<String, List<String>> keys = new HashMap<>();
    private final List<JsonNode> taken = new ArrayList<>();
    private JsonNode state = Json.parse("{}");
    private long rows;

    ReplayTarget(Random random) {
        this.random = random;
    }

    /** Takes up to so many lines of a run, and tells of each. */
    void read(Running run, int lines, Runnable line) {
        for (int i = 0; i < lines; i++) {
            Optional<String> next = run.readLine();
            if (next.isEmpty()) {
                return;
            }
            taken.add(Json.parse(next.get()));
            line.run();
        }
    }

    /** It had confirmed one of the STATEs it took, or none of them. */
    void die() {
        List<Integer> states = Messages.places(taken);
        if (!states.isEmpty() && random.nextInt(8) > 0) {
            confirm(states.get(random.nextInt(states.size())));
        }
        taken.clear();
    }

    /** It has stored all that it took, the end of a run. */
    void finish() {
        confirm(taken.size() - 1);
        taken.clear();
    }

    private void confirm(int place) {
        for (JsonNode message : taken.subList(0, place)) {
            String stream = message.path("stream").asText();
            if (Messages.isRecord(message)) {
                store(stream, Json.row(message.path("record")));
            } else if (message.path("type").asText().equals("SCHEMA")) {
                List<String> names = new ArrayList<>();
                message.path("key_properties").forEach(name -> names.add(name.asText()));
                keys.put(stream, names);
            }
        }
        if (!Messages.isState(taken.get(place))) {
            throw new AssertionError("the run does not end with a STATE but with " + taken.get(place));
        }
        state = taken.get(place).path("value");
    }

    private void store(String stream, Map<String, @Nullable Object> row) {
        rows++;
        List<Object> key = key(keys.getOrDefault(stream, List.of()), row);
        Map<List<Object>, Map<String, @Nullable Object>> copy = stored.computeIfAbsent(stream, name -> new HashMap<>());
        if (row.get(DELETED) == null) {
            copy.computeIfAbsent(key, k -> new HashMap<>()).putAll(row);
        } else {
            copy.remove(key);
        }
    }

    private static List<Object> key(List<String> names, Map<String, @Nullable Object> row) {
        List<Object> key = new ArrayList<>();
        names.forEach(name -> key.add(String.valueOf(row.get(name))));
        return key;
    }

    /** The STATE it has confirmed; an empty object at first. */
    JsonNode state() {
        return state;
    }

    /** Whether the bookmarks of so many streams have an entry. */
    boolean hasAll(String entry, int streams) {
        int count = 0;
        for (JsonNode bookmark : state.path("bookmarks")) {
            count += bookmark.path(entry).isNumber() ? 1 : 0;
        }
        return count == streams;
    }

    /** How many rows it has stored, repeated ones each time. */
    long rows() {
        return rows;
    }

    /** In what its copy of a stream differs from these rows, in their columns; a line each. */
    List<String> differences(String stream, List<Map<String, @Nullable Object>> source) {
        List<String> names = keys.getOrDefault(stream, List.of());
        Map<List<Object>, Map<String, @Nullable Object>> copy = new HashMap<>(stored.getOrDefault(stream, Map.of()));
        List<String> differences = new ArrayList<>();
        for (Map<String, @Nullable Object> row : source) {
            Map<String, @Nullable Object> has = copy.remove(key(names, row));
            if (has == null) {
                differences.add(stream + " misses " + row);
                continue;
            }
            row.forEach((column, value) -> {
                Object other = has.get(column);
                if (!String.valueOf(value).equals(String.valueOf(other))) {
                    differences.add(
                            stream + " " + key(names, row) + " " + column + " is " + value + ", copied as " + other);
                }
            });
        }
        copy.forEach((key, row) -> differences.add(stream + " has " + key + ", which is gone"));
        return differences;
    }
}
