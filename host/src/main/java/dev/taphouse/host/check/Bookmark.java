package dev.taphouse.host.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an INCREMENTAL stream stands, by the names that taps agree on.
 *
 * @param key the replication key
 * @param value its value
 */
record Bookmark(String key, Object value) {

    /** The bookmarks of a state that have a replication key and a value, by stream. */
    static Map<String, Bookmark> of(Map<String, @Nullable Object> state) {
        Map<String, Bookmark> all = new LinkedHashMap<>();
        Tree.map(state.get("bookmarks")).forEach((stream, each) -> {
            Map<String, @Nullable Object> bookmark = Tree.map(each);
            String key = Tree.text(bookmark.get("replication_key"));
            Object value = bookmark.get("replication_key_value");
            if (!key.isEmpty() && value != null) {
                all.put(stream, new Bookmark(key, value));
            }
        });
        return all;
    }

    /** Whether it is before another one of the same key. */
    boolean isBefore(Bookmark other) {
        return key.equals(other.key) && Cursors.compare(value, other.value) < 0;
    }
}
