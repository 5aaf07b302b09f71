package dev.taphouse.host.run;

import dev.taphouse.host.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run printed, line by line.
 *
 * @param lines each line, parsed
 */
record Messages(List<Map<String, @Nullable Object>> lines) {

    /** Parses stdout; every line must be one JSON object, ended by a line break. */
    static Messages of(byte[] stdout) {
        String text = new String(stdout, StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new AssertionError("the last line is not whole: " + text.substring(text.lastIndexOf('\n') + 1));
        }
        return new Messages(text.lines().map(line -> object(Json.read(line))).toList());
    }

    /** The types, such as SCHEMA, in their order. */
    List<String> types() {
        return lines.stream().map(line -> String.valueOf(line.get("type"))).toList();
    }

    /** The records of a stream, in their order. */
    List<Map<String, @Nullable Object>> records(String stream) {
        return lines.stream()
                .filter(line -> "RECORD".equals(line.get("type")) && stream.equals(line.get("stream")))
                .map(line -> object(line.get("record")))
                .toList();
    }

    /** One field of the records of a stream, as text, in their order. */
    List<String> values(String stream, String field) {
        return records(stream).stream()
                .map(record -> String.valueOf(record.get(field)))
                .toList();
    }

    /** The schemas of a stream, in their order. */
    List<Map<String, @Nullable Object>> schemas(String stream) {
        return lines.stream()
                .filter(line -> "SCHEMA".equals(line.get("type")) && stream.equals(line.get("stream")))
                .toList();
    }

    /** The values of all STATE messages. */
    List<Map<String, @Nullable Object>> states() {
        return lines.stream()
                .filter(line -> "STATE".equals(line.get("type")))
                .map(line -> object(line.get("value")))
                .toList();
    }

    /** The value of the last STATE. */
    Map<String, @Nullable Object> lastState() {
        List<Map<String, @Nullable Object>> states = states();
        return states.get(states.size() - 1);
    }

    /** A stream's bookmark in the last STATE, without what is null. */
    Map<String, Object> bookmark(String stream) {
        return bookmark(lastState(), stream);
    }

    /** A stream's bookmark in a state, without what is null. */
    static Map<String, Object> bookmark(Map<String, @Nullable Object> state, String stream) {
        Map<String, Object> known = new LinkedHashMap<>();
        object(object(state.get("bookmarks")).getOrDefault(stream, Map.of())).forEach((key, value) -> {
            if (value != null) {
                known.put(key, value);
            }
        });
        return known;
    }

    /** What a target had when the process was killed just after the given STATE. */
    Messages upToState(int number) {
        List<Map<String, @Nullable Object>> kept = new ArrayList<>();
        int states = 0;
        for (Map<String, @Nullable Object> line : lines) {
            kept.add(line);
            if ("STATE".equals(line.get("type")) && states++ == number) {
                break;
            }
        }
        return new Messages(kept);
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value, "no object");
    }
}
