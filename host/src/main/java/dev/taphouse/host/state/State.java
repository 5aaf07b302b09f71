package dev.taphouse.host.state;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The STATE document: every stream's bookmark, also of streams that are not selected, and every key that we do not know.
 * A key that is dropped stays as null, since the merge of some orchestrators would bring back one that is left out; null
 * reads as absent. Thread-safe.
 */
public final class State {
    private static final String BOOKMARKS = "bookmarks";
    private static final String SYNCING = "currently_syncing";
    private static final String LANES = "lanes";
    private static final String METHOD = "last_replication_method";
    private static final Set<String> HOST_KEYS = Set.of(LANES, METHOD, "version");

    private final Map<String, @Nullable Object> rest;
    private final Map<String, Map<String, @Nullable Object>> bookmarks = new LinkedHashMap<>();
    /** Bookmarks that are no objects: kept until their stream gets one. */
    private final Map<String, @Nullable Object> foreign = new LinkedHashMap<>();

    /** The state of a first run. */
    public State() {
        this(Map.of());
    }

    /** The state that a document holds: the bare value of a STATE message. */
    public State(Map<String, ? extends @Nullable Object> document) {
        rest = new LinkedHashMap<>(document);
        if (rest.get(BOOKMARKS) instanceof Map<?, ?> given) {
            given.forEach((stream, bookmark) -> {
                if (bookmark instanceof Map<?, ?> map) {
                    bookmarks.put(String.valueOf(stream), copy(map));
                } else {
                    foreign.put(String.valueOf(stream), bookmark);
                }
            });
        }
        rest.remove(BOOKMARKS);
    }

    /** The names of all streams with a bookmark. */
    public synchronized Set<String> streams() {
        Set<String> streams = new LinkedHashSet<>(foreign.keySet());
        streams.addAll(bookmarks.keySet());
        return streams;
    }

    /** A key beside the bookmarks. */
    public synchronized Optional<Object> get(String key) {
        return Optional.ofNullable(rest.get(key));
    }

    /** Sets a key beside the bookmarks. */
    public synchronized void put(String key, Object value) {
        rest.put(key, value);
    }

    /** The stream that was being read when the state was written. */
    public synchronized Optional<String> currentlySyncing() {
        return Optional.ofNullable(rest.get(SYNCING)).map(String::valueOf);
    }

    /** Sets the stream that is being read, or none. */
    public synchronized void currentlySyncing(@Nullable String stream) {
        rest.put(SYNCING, stream);
    }

    /** Where the stream stands; START when it has no bookmark. */
    public synchronized Position position(String stream) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>(bookmark(stream));
        entries.keySet().removeIf(key -> HOST_KEYS.contains(key) || key.startsWith("_taphouse"));
        return Position.of(entries);
    }

    /** Moves the stream. */
    public synchronized void position(String stream, Position position) {
        Map<String, @Nullable Object> bookmark = bookmarks.computeIfAbsent(stream, unused -> new LinkedHashMap<>());
        bookmark.replaceAll((key, old) -> HOST_KEYS.contains(key) || key.startsWith("_taphouse") ? old : null);
        bookmark.putAll(position.entries());
    }

    /** By which method the bookmark was made. */
    public synchronized Optional<String> method(String stream) {
        return Optional.ofNullable(bookmark(stream).get(METHOD)).map(String::valueOf);
    }

    /** Sets by which method the bookmark is made; gives the stream a bookmark if it has none. */
    public synchronized void method(String stream, StreamSpec.Method method) {
        bookmarks.computeIfAbsent(stream, name -> new LinkedHashMap<>()).put(METHOD, method.name());
    }

    /** The lanes of the stream that are open, by name in the order in which they were planned; empty when none is. */
    public synchronized Map<String, Lane> lanes(String stream) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        if (bookmark(stream).get(LANES) instanceof Map<?, ?> saved) {
            saved.forEach((name, lane) -> {
                if (lane instanceof Map<?, ?> map && map.get("at") instanceof Map<?, ?> at) {
                    boolean done = Boolean.TRUE.equals(map.get("done"));
                    lanes.put(String.valueOf(name), new Lane(Position.of(copy(at)), done));
                }
            });
        }
        return lanes;
    }

    /** Moves, opens or completes a lane. */
    public synchronized void lane(String stream, String name, Lane lane) {
        Map<String, @Nullable Object> bookmark = bookmarks.computeIfAbsent(stream, unused -> new LinkedHashMap<>());
        Map<String, @Nullable Object> lanes =
                bookmark.get(LANES) instanceof Map<?, ?> saved ? copy(saved) : new LinkedHashMap<>();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", lane.at().entries());
        if (lane.done()) {
            entry.put("done", true);
        }
        lanes.put(name, entry);
        bookmark.put(LANES, lanes);
    }

    /** Forgets the lanes of a stream, which are merged or of no use. */
    public synchronized void closeLanes(String stream) {
        bookmark(stream).replace(LANES, null);
    }

    /** The document as it stands now. */
    public synchronized Map<String, Object> document() {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, @Nullable Object> streams = new LinkedHashMap<>(foreign);
        bookmarks.forEach((stream, bookmark) -> streams.put(stream, new LinkedHashMap<>(bookmark)));
        all.put(BOOKMARKS, streams);
        all.putAll(rest);
        return all;
    }

    private Map<String, @Nullable Object> bookmark(String stream) {
        return bookmarks.getOrDefault(stream, new LinkedHashMap<>());
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /**
     * A part of a stream that is read beside its other parts.
     *
     * @param at where it stands
     * @param done whether it is complete
     */
    public record Lane(Position at, boolean done) {}
}
