package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks into JSON documents without trusting their shape. */
final class Tree {
    private Tree() {}

    /** The object; empty for anything else. The same object, so that it can be changed. */
    @SuppressWarnings("unchecked") // host.json makes no other maps
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : new LinkedHashMap<>();
    }

    /** The list; empty for anything else. The same list, so that it can be changed. */
    @SuppressWarnings("unchecked") // host.json makes no other lists
    static List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<@Nullable Object>) list : new ArrayList<>();
    }

    /** The text; empty for anything else. */
    static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** The texts of a list; other elements are left out. */
    static List<String> texts(@Nullable Object value) {
        return list(value).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** What stands at the end of the path; null when it leads nowhere. */
    static @Nullable Object at(@Nullable Object root, String... path) {
        Object place = root;
        for (String step : path) {
            place = map(place).get(step);
        }
        return place;
    }

    /** A copy that shares nothing. */
    static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> document) {
        return Json.object(Json.text(document));
    }

    /** The same with the names of all objects in one order, since an order of names is no difference. */
    static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map(value).forEach((name, each) -> sorted.put(name, sorted(each)));
            return sorted;
        }
        if (value instanceof List) {
            List<@Nullable Object> sorted = new ArrayList<>();
            list(value).forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        return value;
    }

    /** The names in the {@code type} of a schema. */
    static List<String> types(@Nullable Object schema) {
        Object type = map(schema).get("type");
        return type instanceof String one ? List.of(one) : texts(type);
    }
}
