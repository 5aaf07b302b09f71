package dev.taphouse.host.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bookmarks of a document as they are written there, for people to look at and to change. */
final class Bookmarks {
    private static final String BOOKMARKS = "bookmarks";

    private final Map<String, @Nullable Object> document;
    private final Map<String, @Nullable Object> bookmarks;

    Bookmarks(Map<String, ? extends @Nullable Object> given) {
        document = new LinkedHashMap<>(given);
        bookmarks = copy(document.get(BOOKMARKS));
    }

    /** All of them, by stream; those that a flat state keeps beside the bookmarks too. */
    Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(bookmarks);
        new State(document).streams().forEach(stream -> all.putIfAbsent(stream, document.get(stream)));
        return all;
    }

    Set<String> streams() {
        return new LinkedHashSet<>(all().keySet());
    }

    /** A copy of one; empty when it is no object. */
    Map<String, @Nullable Object> get(String stream) {
        return copy(all().get(stream));
    }

    /** The document with another bookmark. */
    Bookmarks with(String stream, @Nullable Object bookmark) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(document);
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(all());
        changed.keySet().forEach(name -> more.keySet().remove(isBeside(name) ? name : ""));
        changed.put(stream, bookmark);
        more.put(BOOKMARKS, changed);
        return new Bookmarks(more);
    }

    /** A flat state becomes one with bookmarks once it is changed. */
    private boolean isBeside(String name) {
        return !document.containsKey(BOOKMARKS) && document.containsKey(name);
    }

    Map<String, @Nullable Object> document() {
        return document;
    }

    static Map<String, @Nullable Object> copy(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> copy.put(String.valueOf(key), each));
        }
        return copy;
    }
}
