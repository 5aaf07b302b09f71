package dev.taphouse.http;

import dev.taphouse.api.StreamRead;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.cursor.CursorField;
import dev.taphouse.http.cursor.CursorGate;
import dev.taphouse.http.cursor.Incremental;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream in a walk from parents to children. */
final class Node {
    private final HttpStream stream;
    private final Optional<StreamRead> read;
    private final List<Node> children = new ArrayList<>();
    private @Nullable CursorGate gate;
    private @Nullable ParentBookmarks bookmarks;
    private boolean failed;
    private long parents;
    private long gone;

    /**
     * A stream.
     *
     * @param read empty for one that is walked and not pushed
     */
    Node(HttpStream stream, Optional<StreamRead> read) {
        this.stream = stream;
        this.read = read;
    }

    void add(Node child) {
        children.add(child);
    }

    HttpStream stream() {
        return stream;
    }

    Optional<StreamRead> read() {
        return read;
    }

    /** Those that have not failed. */
    List<Node> children() {
        return children.stream().filter(child -> !child.isDone()).toList();
    }

    /** It, and those below it. */
    List<Node> all() {
        List<Node> all = new ArrayList<>();
        all.add(this);
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    boolean isIncremental() {
        return stream.incremental().isPresent()
                && read.filter(wanted -> !wanted.cursors().isEmpty()).isPresent();
    }

    /** Whether each parent has a bookmark of its own: the API filters, and no children need all of its records. */
    boolean hasParentBookmarks() {
        return isIncremental() && stream.parent().isPresent() && stream.canFilter() && children.isEmpty();
    }

    Optional<CursorField> field() {
        return stream.incremental().flatMap(how -> read.map(wanted -> Cursors.any(how, wanted.spec())));
    }

    /** Prepares for a walk. */
    void begin(Reading reading) {
        if (!isIncremental()) {
            return;
        }
        StreamRead wanted = read.orElseThrow();
        Incremental how = stream.incremental().orElseThrow();
        CursorField field = Cursors.any(how, wanted.spec());
        if (hasParentBookmarks()) {
            bookmarks = new ParentBookmarks(wanted.from(), field);
            return;
        }
        Bookmark from = PassStart.bookmark(Bookmark.of(wanted.from(), field), reading.startDate());
        gate = new CursorGate(field, how, PassStart.lower(from, how, reading.startDate()), from, wanted.until());
        from.open().ifPresent(list -> {
            if (gate != null) {
                gate.resumed(list.until());
            }
        });
    }

    Optional<CursorGate> gate() {
        return Optional.ofNullable(gate);
    }

    Optional<ParentBookmarks> bookmarks() {
        return Optional.ofNullable(bookmarks);
    }

    void fail() {
        failed = true;
    }

    /** Whether there is nothing to do for it and those below. */
    boolean isDone() {
        return failed || read.isEmpty() && children.stream().allMatch(Node::isDone);
    }

    void asked(boolean found) {
        parents++;
        if (!found) {
            gone++;
        }
    }

    long parents() {
        return parents;
    }

    long gone() {
        return gone;
    }
}
