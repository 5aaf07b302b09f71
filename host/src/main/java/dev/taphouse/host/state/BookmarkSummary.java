package dev.taphouse.host.state;

import dev.taphouse.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bookmark in a few words, for a person. Any form is shown, also those of other taps.
 *
 * @param stream the stream
 * @param method how it was replicated; empty when the bookmark does not say
 * @param key what the value is of: a cursor, the columns of a key, a name of the connector's; may be empty
 * @param value how far the stream is; empty when it has not begun, or a full table is complete
 * @param lanes how many lanes are complete, such as {@code 1 of 4 complete}; empty without lanes
 */
public record BookmarkSummary(String stream, String method, String key, String value, String lanes) {

    /** The bookmarks of a state, in its order. */
    public static List<BookmarkSummary> all(Map<String, ? extends @Nullable Object> document) {
        List<BookmarkSummary> all = new ArrayList<>();
        new Bookmarks(document).all().forEach((stream, bookmark) -> all.add(of(stream, bookmark)));
        return all;
    }

    private static BookmarkSummary of(String stream, @Nullable Object bookmark) {
        if (!(bookmark instanceof Map<?, ?> map)) {
            return new BookmarkSummary(stream, "", "", text(bookmark), "");
        }
        Map<String, Object> known = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                known.put(String.valueOf(key), value);
            }
        });
        String method = text(known.remove(PositionKeys.METHOD));
        String lanes = lanes(known.remove(PositionKeys.LANES));
        known.keySet().removeIf(PositionKeys::isHosts);
        if (known.containsKey(PositionKeys.CURSOR_VALUE)) {
            return new BookmarkSummary(stream, method, text(known.get(PositionKeys.CURSOR)), cursor(known), lanes);
        }
        if (known.get(PositionKeys.LAST_KEY) instanceof Map<?, ?> last) {
            return new BookmarkSummary(stream, method, names(last), values(last) + upTo(known), lanes);
        }
        known.remove(PositionKeys.CURSOR);
        return new BookmarkSummary(stream, method, names(known), values(known), lanes);
    }

    private static String cursor(Map<String, Object> known) {
        String value = text(known.get(PositionKeys.CURSOR_VALUE));
        return known.get(PositionKeys.TIE) instanceof Map<?, ?> tie ? value + " " + text(tie) : value;
    }

    private static String upTo(Map<String, Object> known) {
        return known.get(PositionKeys.GREATEST_KEY) instanceof Map<?, ?> greatest ? " of " + values(greatest) : "";
    }

    private static String names(Map<?, ?> map) {
        return String.join(", ", map.keySet().stream().map(String::valueOf).toList());
    }

    private static String values(Map<?, ?> map) {
        return String.join(
                ", ", map.values().stream().map(BookmarkSummary::text).toList());
    }

    private static String lanes(@Nullable Object lanes) {
        if (!(lanes instanceof Map<?, ?> map) || map.isEmpty()) {
            return "";
        }
        long complete = map.values().stream()
                .filter(lane -> lane instanceof Map<?, ?> entry && Boolean.TRUE.equals(entry.get("done")))
                .count();
        return complete + " of " + map.size() + " complete";
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? text : Json.text(value);
    }
}
