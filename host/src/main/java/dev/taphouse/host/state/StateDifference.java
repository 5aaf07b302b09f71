package dev.taphouse.host.state;

import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one state has that another has not. Null and absent are the same, and so are {@code 1.0} and {@code 1}.
 *
 * @param stream the stream; empty for a key beside the bookmarks
 * @param key the key, with a point before a key inside it; empty for a bookmark that is a plain value
 * @param before as JSON; empty when it was absent
 * @param after as JSON; empty when it is absent
 */
public record StateDifference(String stream, String key, String before, String after) {

    /** All differences, by stream in the order of the first state. */
    public static List<StateDifference> between(
            Map<String, ? extends @Nullable Object> a, Map<String, ? extends @Nullable Object> b) {
        List<StateDifference> differences = new ArrayList<>();
        Map<String, @Nullable Object> before = new Bookmarks(a).all();
        Map<String, @Nullable Object> after = new Bookmarks(b).all();
        for (String stream : union(before.keySet(), after.keySet())) {
            collect(stream, "", before.get(stream), after.get(stream), differences);
        }
        for (String key : union(a.keySet(), b.keySet())) {
            boolean isBookmark = key.equals("bookmarks") || before.containsKey(key) || after.containsKey(key);
            if (!isBookmark) {
                collect("", key, a.get(key), b.get(key), differences);
            }
        }
        return differences;
    }

    private static void collect(
            String stream,
            String path,
            @Nullable Object before,
            @Nullable Object after,
            List<StateDifference> differences) {
        if (before instanceof Map<?, ?> || after instanceof Map<?, ?>) {
            Map<String, @Nullable Object> a = Bookmarks.copy(before);
            Map<String, @Nullable Object> b = Bookmarks.copy(after);
            if (before != null && !(before instanceof Map)) {
                collect(stream, path, before, null, differences);
            }
            if (after != null && !(after instanceof Map)) {
                collect(stream, path, null, after, differences);
            }
            String prefix = path.isEmpty() ? "" : path + ".";
            for (String key : union(a.keySet(), b.keySet())) {
                collect(stream, prefix + key, a.get(key), b.get(key), differences);
            }
        } else if (!isSame(before, after)) {
            differences.add(new StateDifference(stream, path, json(before), json(after)));
        }
    }

    private static boolean isSame(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number && b instanceof Number) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
        }
        return Objects.equals(a, b);
    }

    private static String json(@Nullable Object value) {
        return value == null ? "" : Json.text(value);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }
}
