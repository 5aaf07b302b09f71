package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a target has after several runs: rows by their {@code id}, the last one wins, and the last STATE. */
final class Received {
    private final Map<String, Map<Object, Map<String, @Nullable Object>>> rows = new HashMap<>();
    private JsonNode state = Json.parse("{}");

    /** Takes up to so many lines of a run. */
    void read(Running run, int lines) {
        for (int i = 0; i < lines; i++) {
            Optional<String> line = run.readLine();
            if (line.isEmpty()) {
                return;
            }
            take(line.get());
        }
    }

    void take(String line) {
        JsonNode message = Json.parse(line);
        if (Messages.isState(message)) {
            state = message.path("value");
        } else if (Messages.isRecord(message)) {
            Map<String, @Nullable Object> row = Json.row(message.path("record"));
            rows.computeIfAbsent(message.path("stream").asText(), stream -> new HashMap<>())
                    .putAll(SampleDb.byKey(List.of(row), "id"));
        }
    }

    /** The value of the last STATE; an empty object at first. */
    JsonNode state() {
        return state;
    }

    /** The rows of a stream. */
    Map<Object, Map<String, @Nullable Object>> rows(String stream) {
        return rows.getOrDefault(stream, Map.of());
    }
}
