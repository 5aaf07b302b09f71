package dev.taphouse.host.state;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The STATE document: every stream's bookmark, also of streams that are not selected, and every key that we do not know.
 * A key that is dropped stays as null, since the merge of some orchestrators would bring back one that is left out; null
 * reads as absent. Thread-safe.
 */
public final class State {
    private static final String BOOKMARKS = "bookmarks";
    private static final String SYNCING = "currently_syncing";
    private static final String VERSIONS = "activate_versions";
    private static final Set<String> NO_STREAMS = Set.of(SYNCING, VERSIONS);

    private final Map<String, @Nullable Object> rest;
    private final boolean isFlat;
    private final Map<String, Map<String, @Nullable Object>> bookmarks = new LinkedHashMap<>();
    private final Map<String, Optional<Map<String, @Nullable Object>>> held = new LinkedHashMap<>();
    /** Bookmarks that are no objects: kept until their stream is read. */
    private final Map<String, @Nullable Object> plain = new LinkedHashMap<>();

    /** The state of a first run. */
    public State() {
        this(Map.of());
    }

    /** The state that a document holds: the bare value of a STATE message. */
    public State(Map<String, ? extends @Nullable Object> document) {
        rest = new LinkedHashMap<>(document);
        isFlat = !rest.containsKey(BOOKMARKS);
        if (rest.get(BOOKMARKS) instanceof Map<?, ?> given) {
            given.forEach((stream, bookmark) -> {
                if (bookmark instanceof Map<?, ?> map) {
                    bookmarks.put(String.valueOf(stream), copy(map));
                } else {
                    plain.put(String.valueOf(stream), bookmark);
                }
            });
        }
        rest.remove(BOOKMARKS);
    }

    /** The names of all streams with a bookmark, in the order of the document. */
    public synchronized Set<String> streams() {
        Set<String> streams = new LinkedHashSet<>(bookmarks.keySet());
        plain.forEach((stream, value) -> addIfPresent(streams, stream, value));
        if (isFlat) {
            rest.forEach((key, value) -> addIfPresent(streams, isForStreams(key) ? key : "", value));
        }
        return Collections.unmodifiableSet(streams);
    }

    private static void addIfPresent(Set<String> streams, String stream, @Nullable Object value) {
        if (value != null && !stream.isEmpty()) {
            streams.add(stream);
        }
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

    /**
     * Brings the bookmark of a stream that is going to be read into our words, where another tap wrote it, and its
     * cursor into canonical form. Bookmarks of other streams stay as they are.
     *
     * @return what there is to tell about it
     * @throws SourceException of kind POSITION, and the state is as before, when the bookmark says nothing that can be
     *     gone on from
     */
    public synchronized Optional<String> takeOver(StreamRead read) {
        String stream = read.spec().name();
        Map<String, @Nullable Object> found = found(stream, read);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TakenOver taken = ForeignBookmarks.takeOver(found, read);
        bookmarks.put(stream, new LinkedHashMap<>(taken.bookmark()));
        plain.remove(stream);
        if (isForStreams(stream)) {
            rest.replace(stream, null);
        }
        return Optional.of(taken.note()).filter(note -> !note.isEmpty());
    }

    /** The bookmark wherever it stands: among the bookmarks, or beside them; an object, or the cursor's value alone. */
    private Map<String, @Nullable Object> found(String stream, StreamRead read) {
        Object value = bookmarks.containsKey(stream) ? bookmarks.get(stream) : plain.get(stream);
        if (value == null && isForStreams(stream)) {
            value = rest.get(stream);
        }
        if (value instanceof Map<?, ?> map) {
            return withVersion(stream, copy(map));
        }
        if (value == null) {
            return withVersion(stream, new LinkedHashMap<>());
        }
        return withVersion(stream, ofValue(value, read));
    }

    /** The bookmark that is the cursor's value alone; a full table has none. */
    private static Map<String, @Nullable Object> ofValue(Object value, StreamRead read) {
        if (read.method() == StreamSpec.Method.FULL_TABLE) {
            return new LinkedHashMap<>();
        }
        if (!ForeignBookmark.hasCursor(read)) {
            throw ForeignBookmark.refused(read, "it is the plain value '" + value + "', and no place in the source");
        }
        return new LinkedHashMap<>(Map.of(read.cursors().get(0), value));
    }

    private Map<String, @Nullable Object> withVersion(String stream, Map<String, @Nullable Object> bookmark) {
        if (rest.get(VERSIONS) instanceof Map<?, ?> versions
                && versions.get(stream) instanceof Long version
                && bookmark.get(PositionKeys.VERSION) == null) {
            bookmark.put(PositionKeys.VERSION, version);
        }
        return bookmark;
    }

    private static boolean isForStreams(String key) {
        return !NO_STREAMS.contains(key) && !key.startsWith("_taphouse");
    }

    /** Where the stream stands; START when it has no bookmark. Keys that nobody knows are no part of it. */
    public synchronized Position position(String stream) {
        Map<String, @Nullable Object> bookmark = bookmark(stream);
        boolean isOurs = bookmark.get(PositionKeys.METHOD) != null;
        Set<String> own = ownKeys(bookmark);
        Map<String, @Nullable Object> entries = new LinkedHashMap<>(bookmark);
        entries.keySet().removeIf(key -> PositionKeys.isHosts(key) || isOurs && !isPosition(key, own));
        entries.values().removeIf(State::holdsNull);
        return Position.of(entries);
    }

    /** Moves the stream. */
    public synchronized void position(String stream, Position position) {
        Map<String, @Nullable Object> bookmark = bookmarks.computeIfAbsent(stream, unused -> new LinkedHashMap<>());
        Set<String> own = ownKeys(bookmark);
        position.entries().keySet().stream()
                .filter(key -> !PositionKeys.isWord(key))
                .forEach(own::add);
        bookmark.replaceAll((key, old) -> isPosition(key, own) ? null : old);
        bookmark.putAll(position.entries());
        if (!own.isEmpty()) {
            bookmark.put(PositionKeys.OWN, List.copyOf(own));
        }
    }

    private static boolean isPosition(String key, Set<String> own) {
        return PositionKeys.isWord(key) || own.contains(key);
    }

    private static Set<String> ownKeys(Map<String, @Nullable Object> bookmark) {
        Set<String> own = new TreeSet<>();
        if (bookmark.get(PositionKeys.OWN) instanceof List<?> keys) {
            keys.forEach(key -> own.add(String.valueOf(key)));
        }
        own.removeIf(PositionKeys::isHosts);
        return own;
    }

    /** A position has no null in its lists. */
    private static boolean holdsNull(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(State::holdsNull);
        }
        return value instanceof List<?> list && list.stream().anyMatch(each -> each == null || holdsNull(each));
    }

    /**
     * Lets the document keep the stream's bookmark as it is now, wherever the stream moves: for a run that reads some of
     * its rows and says nothing about the others.
     *
     * @param anew whether the stream starts from its first row
     */
    public synchronized void hold(String stream, boolean anew) {
        Map<String, @Nullable Object> bookmark = bookmarks.get(stream);
        held.putIfAbsent(stream, bookmark == null ? Optional.empty() : Optional.of(new LinkedHashMap<>(bookmark)));
        if (anew) {
            bookmarks.remove(stream);
        }
    }

    /** By which method the bookmark was made. */
    public synchronized Optional<String> method(String stream) {
        return Optional.ofNullable(bookmark(stream).get(PositionKeys.METHOD)).map(String::valueOf);
    }

    /** Sets by which method the bookmark is made; gives the stream a bookmark if it has none. */
    public synchronized void method(String stream, StreamSpec.Method method) {
        bookmarks.computeIfAbsent(stream, name -> new LinkedHashMap<>()).put(PositionKeys.METHOD, method.name());
    }

    /** The version of the pass that was read last, or is being read. */
    public synchronized OptionalLong version(String stream) {
        return bookmark(stream).get(PositionKeys.VERSION) instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /** Sets the version of the pass that is being read; null for none. */
    public synchronized void version(String stream, @Nullable Long version) {
        bookmarks.computeIfAbsent(stream, name -> new LinkedHashMap<>()).put(PositionKeys.VERSION, version);
    }

    /** The lanes of the stream that are open, by name in the order in which they were planned; empty when none is. */
    public synchronized Map<String, Lane> lanes(String stream) {
        Map<String, Lane> lanes = new LinkedHashMap<>();
        if (bookmark(stream).get(PositionKeys.LANES) instanceof Map<?, ?> saved) {
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
                bookmark.get(PositionKeys.LANES) instanceof Map<?, ?> saved ? copy(saved) : new LinkedHashMap<>();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", lane.at().entries());
        if (lane.done()) {
            entry.put("done", true);
        }
        lanes.put(name, entry);
        bookmark.put(PositionKeys.LANES, lanes);
    }

    /** Forgets the lanes of a stream, which are merged or of no use. */
    public synchronized void closeLanes(String stream) {
        bookmark(stream).replace(PositionKeys.LANES, null);
    }

    /** The document as it stands now. */
    public synchronized Map<String, Object> document() {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, @Nullable Object> streams = new LinkedHashMap<>();
        bookmarks.forEach((stream, bookmark) -> streams.put(stream, new LinkedHashMap<>(bookmark)));
        plain.forEach(streams::putIfAbsent);
        held.forEach((stream, bookmark) -> bookmark.ifPresentOrElse(
                kept -> streams.put(stream, new LinkedHashMap<>(kept)), () -> streams.remove(stream)));
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
