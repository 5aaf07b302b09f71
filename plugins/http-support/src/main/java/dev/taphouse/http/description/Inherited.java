package dev.taphouse.http.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stream makes of {@code defaults}: parameters, headers and settings of the same kind are joined, name by name;
 * rules for errors come after its own; everything else is replaced.
 */
final class Inherited {
    private static final Set<String> JOINED = Set.of("params", "headers", "incremental");

    private Inherited() {}

    static Object of(String key, Object own, Object inherited) {
        if (key.equals("on_error")) {
            List<Object> all = new ArrayList<>(own instanceof List<?> list ? list : List.of(own));
            all.addAll(inherited instanceof List<?> list ? list : List.of(inherited));
            return all;
        }
        boolean joined = JOINED.contains(key) || key.equals("paginator") && isOfOneType(own, inherited);
        return joined && own instanceof Map<?, ?> mine && inherited instanceof Map<?, ?> theirs
                ? join(mine, theirs)
                : own;
    }

    private static boolean isOfOneType(Object own, Object inherited) {
        return own instanceof Map<?, ?> mine
                && inherited instanceof Map<?, ?> theirs
                && (!mine.containsKey("type")
                        || String.valueOf(mine.get("type")).equals(theirs.get("type")));
    }

    private static Map<String, Object> join(Map<?, ?> own, Map<?, ?> inherited) {
        Map<String, Object> all = new LinkedHashMap<>();
        inherited.forEach((key, value) -> all.put(String.valueOf(key), value));
        own.forEach((key, value) -> all.put(String.valueOf(key), value));
        return all;
    }
}
