package dev.taphouse.http.description;

import dev.taphouse.http.JsonText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of a description. Reads its values, and notes what is wrong with them and which of its names nobody asked for.
 * For one thread.
 */
final class Element {
    private static final int LONGEST_VALUE = 60;

    private final Problems problems;
    private final String path;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    /** Where names are that came from elsewhere. */
    private final Map<String, String> origins = new LinkedHashMap<>();

    Element(Problems problems, String path, Map<?, ?> json) {
        this.problems = problems;
        this.path = path;
        json.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value != null && !name.startsWith("//")) {
                values.put(name, value);
            }
        });
    }

    /** Where a name of it is. */
    String path(String key) {
        String first = key.replaceFirst("[.\\[].*", "");
        if (origins.containsKey(first)) {
            return origins.get(first) + "." + key;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The same over defaults, which it inherits where it does not say otherwise. */
    Element over(Element defaults, Merge merge) {
        Element merged = new Element(problems, path, values);
        merged.asked.addAll(asked);
        defaults.values.forEach((key, inherited) -> {
            Object own = values.get(key);
            merged.values.put(key, own == null ? inherited : merge.of(key, own, inherited));
            if (own == null) {
                merged.origins.put(key, defaults.path);
            }
        });
        return merged;
    }

    /** How a value and an inherited one become one. */
    @FunctionalInterface
    interface Merge {
        /** The value for both. */
        Object of(String key, Object own, Object inherited);
    }

    /** Notes a problem with one of its values. */
    void problem(String key, String what) {
        problems.add(path(key), what);
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** Whether it came from the defaults alone. */
    boolean isInherited(String key) {
        return origins.containsKey(key);
    }

    /** Any value. */
    Optional<Object> any(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** A text, or a number or flag as text. */
    Optional<String> text(String key) {
        return any(key).flatMap(value -> {
            if (value instanceof Map || value instanceof List) {
                wrong(key, value, "a text");
                return Optional.empty();
            }
            return Optional.of(JsonText.plain(value));
        });
    }

    /** A text that has to be there; empty, and noted, when it is not. */
    String required(String key, String example) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !values.containsKey(key)) {
            problem(key, "is missing; set it, such as \"" + key + "\": " + example);
        }
        return text.orElse("");
    }

    /** One of these texts. */
    Optional<String> oneOf(String key, String... allowed) {
        return text(key).filter(text -> {
            boolean known = Arrays.asList(allowed).contains(text);
            if (!known) {
                problem(key, "is '" + text + "'" + Nearest.hint(text, Arrays.asList(allowed)));
            }
            return known;
        });
    }

    /** A whole number that is not negative. */
    Optional<Long> integer(String key) {
        return any(key).flatMap(value -> {
            try {
                long number = new BigDecimal(String.valueOf(value)).longValueExact();
                if (number >= 0) {
                    return Optional.of(number);
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // told below
            }
            wrong(key, value, "a whole number");
            return Optional.empty();
        });
    }

    /** True or false; false when it is not there. */
    boolean flag(String key) {
        return any(key).filter(value -> {
                    if (!(value instanceof Boolean)) {
                        wrong(key, value, "true or false");
                    }
                    return Boolean.TRUE.equals(value);
                })
                .isPresent();
    }

    /** Seconds, or ISO 8601 such as PT5M or P30D. */
    Optional<Duration> duration(String key) {
        return any(key).flatMap(value -> {
            try {
                Duration time = value instanceof String text
                        ? Duration.parse(text)
                        : Duration.ofSeconds(new BigDecimal(String.valueOf(value)).longValueExact());
                if (!time.isNegative()) {
                    return Optional.of(time);
                }
            } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                // told below
            }
            wrong(key, value, "a length of time, seconds as a number or a text like PT5M or P30D");
            return Optional.empty();
        });
    }

    /** An object. */
    Optional<Element> object(String key) {
        return any(key).flatMap(value -> {
            if (value instanceof Map<?, ?> map) {
                return Optional.of(new Element(problems, path(key), map));
            }
            wrong(key, value, "an object");
            return Optional.empty();
        });
    }

    /** Objects in a list; one alone is a list of it. */
    List<Element> objects(String key) {
        Object value = any(key).orElse(List.of());
        List<?> list = value instanceof List<?> many ? many : List.of(value);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map) {
                elements.add(new Element(problems, path(key) + "[" + i + "]", map));
            } else {
                wrong(key + "[" + i + "]", list.get(i), "an object");
            }
        }
        return elements;
    }

    /** An object of texts. */
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(key)
                .ifPresent(object ->
                        object.names().forEach(name -> object.text(name).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** Texts in a list, or one. */
    List<String> list(String key) {
        Object value = any(key).orElse(List.of());
        List<String> texts = new ArrayList<>();
        for (Object each : value instanceof List<?> many ? many : List.of(value)) {
            if (each == null || each instanceof Map || each instanceof List) {
                wrong(key, value, "a list of texts");
            } else {
                texts.add(JsonText.plain(each));
            }
        }
        return texts;
    }

    Set<String> names() {
        return values.keySet();
    }

    Map<String, Object> values() {
        return values;
    }

    /** Notes the names that nobody asked for. */
    void done() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                problem(name, "is unknown" + Nearest.hint(name, asked));
            }
        }
    }

    private void wrong(String key, @Nullable Object value, String wanted) {
        String json = path.startsWith("authentication") ? "(a value that is not shown)" : JsonText.write(value);
        String shown = json.length() <= LONGEST_VALUE ? json : json.substring(0, LONGEST_VALUE) + "…";
        problem(key, "is " + shown + ", and has to be " + wanted);
    }
}
