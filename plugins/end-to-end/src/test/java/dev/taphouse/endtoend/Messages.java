package dev.taphouse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages that a tap wrote, in order. Each line must be one. */
final class Messages {
    private final List<JsonNode> all;

    private Messages(List<JsonNode> all) {
        this.all = List.copyOf(all);
    }

    static Messages of(List<String> lines) {
        List<JsonNode> all = new ArrayList<>();
        for (String line : lines) {
            JsonNode message = Json.parse(line);
            switch (message.path("type").asText()) {
                case "SCHEMA", "RECORD", "STATE" -> all.add(message);
                default -> throw new AssertionError("no Singer message: " + line);
            }
        }
        return new Messages(all);
    }

    List<JsonNode> all() {
        return all;
    }

    int size() {
        return all.size();
    }

    Messages first(int count) {
        return new Messages(all.subList(0, count));
    }

    Messages after(int count) {
        return new Messages(all.subList(count, all.size()));
    }

    /** The places of the STATE messages. */
    List<Integer> statePlaces() {
        return places(all);
    }

    /** The places of the STATE messages among these. */
    static List<Integer> places(List<JsonNode> messages) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (isState(messages.get(i))) {
                places.add(i);
            }
        }
        return places;
    }

    /** The value of the STATE at a place. */
    JsonNode stateAt(int place) {
        return all.get(place).path("value");
    }

    /** The value of the last STATE. */
    JsonNode lastState() {
        List<Integer> places = statePlaces();
        if (places.isEmpty()) {
            throw new AssertionError("there is no STATE among " + all.size() + " messages");
        }
        return stateAt(places.get(places.size() - 1));
    }

    /** The records of a stream, as Java values. */
    List<Map<String, @Nullable Object>> rows(String stream) {
        return all.stream()
                .filter(message ->
                        isRecord(message) && message.path("stream").asText().equals(stream))
                .map(message -> Json.row(message.path("record")))
                .toList();
    }

    /** The streams that have a SCHEMA. */
    Set<String> streams() {
        Set<String> streams = new LinkedHashSet<>();
        all.stream()
                .filter(message -> message.path("type").asText().equals("SCHEMA"))
                .forEach(message -> streams.add(message.path("stream").asText()));
        return streams;
    }

    /** The last SCHEMA message of a stream. */
    JsonNode schema(String stream) {
        return all.stream()
                .filter(message -> message.path("type").asText().equals("SCHEMA")
                        && message.path("stream").asText().equals(stream))
                .reduce((before, after) -> after)
                .orElseThrow(() -> new AssertionError("no SCHEMA of " + stream));
    }

    static boolean isState(JsonNode message) {
        return message.path("type").asText().equals("STATE");
    }

    static boolean isRecord(JsonNode message) {
        return message.path("type").asText().equals("RECORD");
    }
}
