package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import dev.taphouse.host.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How an option's values look in JSON. */
final class OptionJson {
    private OptionJson() {}

    /** The default; empty without. */
    static Optional<Object> defaultValue(Option<?> option) {
        return option.defaultValue().map(value -> switch (option.kind()) {
            case INTEGER, FLAG, LIST, OBJECT -> value;
            case TEXT, SECRET, INSTANT, DURATION -> value.toString();
        });
    }

    /** The example, as the option's kind is best written; empty without. */
    static Optional<Object> example(Option<?> option) {
        return option.example().map(text -> switch (option.kind()) {
            case TEXT, SECRET, INSTANT, DURATION -> text;
            case LIST -> Arrays.stream(text.split(",")).map(String::strip).toList();
            case INTEGER, FLAG, OBJECT -> parsed(text);
        });
    }

    /** What stands for a value that only the user knows. */
    static Object placeholder(Option<?> option) {
        return switch (option.kind()) {
            case TEXT, SECRET -> textPlaceholder(option);
            case INTEGER -> 0L;
            case FLAG -> false;
            case INSTANT -> "2026-01-31T00:00:00Z";
            case DURATION -> "PT30S";
            case LIST -> List.of();
            case OBJECT -> Map.of();
        };
    }

    /** Whether a value is a text placeholder somebody forgot to fill in. */
    static boolean isPlaceholder(Option<?> option, Object json) {
        return switch (option.kind()) {
            case TEXT, SECRET -> textPlaceholder(option).equals(json);
            case INTEGER, FLAG, INSTANT, DURATION, LIST, OBJECT -> false;
        };
    }

    private static String textPlaceholder(Option<?> option) {
        return "<" + option.name() + ">";
    }

    private static Object parsed(String text) {
        try {
            Object json = Json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            return Objects.requireNonNullElse(json, text);
        } catch (IOException e) {
            return text;
        }
    }
}
