package dev.taphouse.host.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bookmark of another tap in our words.
 *
 * @param bookmark the whole bookmark: what was understood in our words, the rest as it was; not modified by anybody
 * @param note what was done and what follows from it, as a sentence without a stop; empty when there is nothing to tell
 */
record TakenOver(Map<String, @Nullable Object> bookmark, String note) {

    /** The bookmark as it was, of which there is nothing to tell. */
    static TakenOver asItIs(Map<String, @Nullable Object> bookmark) {
        return new TakenOver(bookmark, "");
    }

    /** The same with a key set; null says that it is dropped. */
    TakenOver with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(bookmark);
        more.put(key, value);
        return new TakenOver(more, note);
    }

    /** The same without a key. */
    TakenOver without(String key) {
        Map<String, @Nullable Object> less = new LinkedHashMap<>(bookmark);
        less.remove(key);
        return new TakenOver(less, note);
    }

    /** The same with one more thing to tell. */
    TakenOver note(String more) {
        return new TakenOver(bookmark, note.isEmpty() ? more : note + "; " + more);
    }

    boolean has(String key) {
        return bookmark.get(key) != null;
    }
}
