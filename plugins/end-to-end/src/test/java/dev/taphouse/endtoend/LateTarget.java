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
 * A target that stores late: it has what is above the STATE it has confirmed, by {@code id}, the last one wins. When it
 * dies, it had confirmed some STATE, and what it took after that one is gone.
 */
final class LateTarget {
    private final Random random;
    private final Map<String, Map<Object, Map<String, @Nullable Object>>> stored = new HashMap<>();
    private final List<JsonNode> taken = new ArrayList<>();
    private JsonNode state = Json.parse("{}");
    private long rows;

    LateTarget(Random random) {
        this.random = random;
    }

    /** Takes up to so many lines of a run, and tells of each. */
    void read(Running run, int lines, Runnable line) {
        for (int i = 0; i < lines; i++) {
            Optional<String> next = run.readLine();
            if (next.isEmpty()) {
                return;
            }
            take(next.get());
            line.run();
        }
    }

    void take(String line) {
        JsonNode message = Json.parse(line);
        if (Messages.isState(message) && !message.at("/value/bookmarks").isObject()) {
            throw new AssertionError("no STATE to go on from: " + line);
        }
        taken.add(message);
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
            if (Messages.isRecord(message)) {
                Map<String, @Nullable Object> row = Json.row(message.path("record"));
                stored.computeIfAbsent(message.path("stream").asText(), stream -> new HashMap<>())
                        .putAll(SampleDb.byKey(List.of(row), "id"));
                rows++;
            }
        }
        if (!Messages.isState(taken.get(place))) {
            throw new AssertionError("the run does not end with a STATE but with " + taken.get(place));
        }
        state = taken.get(place).path("value");
    }

    /** The STATE it has confirmed; an empty object at first. */
    JsonNode state() {
        return state;
    }

    /** How many rows it has stored, repeated ones each time. */
    long rows() {
        return rows;
    }

    /** What of these rows it does not have as they are. */
    List<Map<String, @Nullable Object>> missing(String stream, List<Map<String, @Nullable Object>> wanted) {
        Map<Object, Map<String, @Nullable Object>> has = stored.getOrDefault(stream, Map.of());
        return wanted.stream()
                .filter(row -> !row.equals(has.get(row.get("id"))))
                .toList();
    }
}
