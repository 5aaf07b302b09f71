package dev.taphouse.host.state;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.Names;
import dev.taphouse.host.json.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes that a person makes to a state; all that is not named stays as it is. */
public final class StateEdit {
    private final Consumer<String> notes;
    private Bookmarks bookmarks;

    /**
     * An edit.
     *
     * @param document the state; not modified
     * @param notes takes a line for each thing that follows from a change
     */
    public StateEdit(Map<String, ? extends @Nullable Object> document, Consumer<String> notes) {
        this.bookmarks = new Bookmarks(document);
        this.notes = notes;
    }

    /** The state as it is now. */
    public Map<String, @Nullable Object> document() {
        return bookmarks.document();
    }

    /** The streams with a bookmark. */
    public Set<String> streams() {
        return bookmarks.streams();
    }

    /**
     * Sets entries of a bookmark. What would take the value back is dropped: the key of the row read last, when the
     * cursor is set without it, partitions of the Meltano SDK, and open lanes.
     *
     * @param entries each {@code key=value} or {@code key.inner=value}; the value is JSON, else a text
     * @throws Failure USAGE for an entry that is none
     */
    public void set(String stream, List<String> entries) {
        if (!streams().contains(stream)) {
            notes.accept("stream '" + stream + "' has no bookmark yet, so it gets one" + nearest(stream));
        }
        Map<String, @Nullable Object> bookmark = bookmarks.get(stream);
        Set<String> given = new LinkedHashSet<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new Failure(
                        ExitCode.USAGE, "'" + entry + "' is no key=value, such as replication_key_value=2026-01-31");
            }
            String path = entry.substring(0, equals);
            given.add(root(path));
            put(bookmark, path, value(entry.substring(equals + 1)));
        }
        if (given.contains(PositionKeys.CURSOR_VALUE) && !given.contains(PositionKeys.TIE)) {
            drop(bookmark, stream, PositionKeys.TIE, "rows equal to the new value are read again");
        }
        if (given.contains(PositionKeys.CURSOR_VALUE)) {
            drop(bookmark, stream, PositionKeys.PARTITIONS, "the new value counts for all of them");
        }
        if (!given.contains(PositionKeys.LANES)) {
            drop(bookmark, stream, PositionKeys.LANES, "lanes would go on from where they are");
        }
        bookmarks = bookmarks.with(stream, bookmark);
    }

    /**
     * Lets streams begin anew: every key becomes null, so that no merge of an orchestrator brings it back, but the
     * version of the table, which must not become smaller.
     *
     * @throws Failure INPUT for a stream without a bookmark; nothing is changed then
     */
    public void reset(List<String> streams) {
        for (String stream : streams) {
            if (!streams().contains(stream)) {
                throw new Failure(
                        ExitCode.INPUT,
                        "the state has no bookmark of stream '" + stream + "'" + nearest(stream) + "; it has "
                                + new ArrayList<>(streams()));
            }
        }
        for (String stream : streams) {
            Map<String, @Nullable Object> bookmark = bookmarks.get(stream);
            bookmark.replaceAll((key, old) -> key.equals(PositionKeys.VERSION) ? old : null);
            bookmarks = bookmarks.with(stream, bookmark);
        }
    }

    private void drop(Map<String, @Nullable Object> bookmark, String stream, String key, String why) {
        if (bookmark.get(key) != null) {
            bookmark.put(key, null);
            notes.accept("stream '" + stream + "': '" + key + "' is dropped: " + why);
        }
    }

    private String nearest(String stream) {
        return Names.nearest(stream, streams())
                .map(name -> " (did you mean '" + name + "'?)")
                .orElse("");
    }

    private static String root(String path) {
        int point = path.indexOf('.');
        return point < 1 ? path : path.substring(0, point);
    }

    private static void put(Map<String, @Nullable Object> bookmark, String path, @Nullable Object value) {
        String root = root(path);
        if (root.equals(path)) {
            bookmark.put(path, value);
            return;
        }
        Map<String, @Nullable Object> inner = Bookmarks.copy(bookmark.get(root));
        inner.put(path.substring(root.length() + 1), value);
        bookmark.put(root, inner);
    }

    /** Exact JSON, else a text: {@code 4711}, {@code {"id": 5}}, {@code 2026-01-31}. */
    private static @Nullable Object value(String text) {
        try {
            return Json.read(text);
        } catch (UncheckedIOException e) {
            return text;
        }
    }
}
