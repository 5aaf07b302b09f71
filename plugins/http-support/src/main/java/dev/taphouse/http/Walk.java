package dev.taphouse.http;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.cursor.CursorGate;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.cursor.Window;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.record.JsonRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream together with the streams below it, in one walk through its list: after each page the lists of its
 * records' children. The list is asked for without a filter, since children of unchanged records change too.
 */
final class Walk {
    private final Reading reading;
    private final Node root;

    Walk(Reading reading, Node root) {
        this.reading = reading;
        this.root = root;
    }

    void read(Scope scope) throws Exception {
        root.all().forEach(node -> node.begin(reading));
        Optional<Page> kept = keptPage();
        ListWalk walk = new ListWalk(root, scope, true);
        if (kept.isPresent()) {
            try {
                walk.read(kept.get());
                end();
                return;
            } catch (SourceException e) {
                KeptPage.restart(reading, root.stream(), e, walk.pages > 0);
            }
        }
        if (kept.isEmpty()) {
            deletions(scope);
        }
        new ListWalk(root, scope, true).read(Page.FIRST);
        end();
    }

    private void deletions(Scope scope) throws Exception {
        for (Node node : root.all()) {
            try {
                if (node.read().isPresent()) {
                    Optional<Instant> begin = node.gate().map(CursorGate::lower).orElse(reading.startDate());
                    DeletionReader.read(reading, node.stream(), scope, begin, node.gate());
                }
            } catch (SourceException e) {
                failAlone(node, e);
            }
        }
    }

    /** The page to go on with, when all streams were left at the same. */
    private Optional<Page> keptPage() {
        List<Optional<Page>> pages = root.all().stream()
                .flatMap(node -> node.read().stream())
                .map(read -> Bookmark.page(read.from()))
                .distinct()
                .toList();
        return pages.size() == 1 && root.stream().paginator().durable() ? pages.get(0) : Optional.empty();
    }

    private void end() {
        for (Node node : root.all()) {
            boolean gone = node.parents() > 0 && node.gone() == node.parents();
            if (gone && !node.stream().skips() && !node.isDone()) {
                fail(
                        node,
                        new SourceException(
                                        SourceException.Kind.DATA,
                                        "stream '" + node.stream().name() + "': none of the " + node.parents()
                                                + " records of '"
                                                + node.stream().parent().orElseThrow().stream()
                                                + "' has such a list: the API answered 'not found' each time")
                                .remedy("Check its path."));
            }
            if (!node.isDone()) {
                node.gate().ifPresent(gate -> checkpoint(node, positionOf(node, gate)));
                node.bookmarks().ifPresent(bookmarks -> checkpoint(node, bookmarks.position()));
            }
        }
    }

    private Position positionOf(Node node, CursorGate gate) {
        return gate.bookmark(Optional.empty()).position(node.field().orElseThrow());
    }

    private void checkpoint(Node node, Position position) {
        reading.sink().rows(node.stream().name()).checkpoint(position);
    }

    private void child(Node child, Scope scope, Map<String, @Nullable Object> record) throws Exception {
        try {
            Parent parent = child.stream().parent().orElseThrow();
            if (!parent.isOf(record)) {
                return;
            }
            if (parent.nested().isPresent() && new NestedList(parent, record).isWhole()) {
                nested(child, scope, new NestedList(parent, record));
            } else if (child.bookmarks().isPresent()) {
                bookmarked(child, scope, child.bookmarks().get());
            } else {
                asked(child, new ListWalk(child, scope, false).read(Page.FIRST));
            }
        } catch (SourceException e) {
            failAlone(child, e);
        }
    }

    /** A parent that is gone has no list. */
    private void asked(Node child, boolean found) {
        child.asked(found);
        if (!found) {
            reading.context().count("children_skipped", 1);
        }
    }

    private void nested(Node child, Scope scope, NestedList list) throws Exception {
        ListWalk walk = new ListWalk(child, scope, false);
        walk.rows.begin(reading.clock().last(), reading.context().clock().instant());
        for (JsonRecord record : list.records()) {
            walk.record(record);
        }
        walk.children();
    }

    private void bookmarked(Node child, Scope scope, ParentBookmarks bookmarks) throws Exception {
        String key = parentKey(child, scope);
        CursorReader reader = new CursorReader(
                reading, child.stream(), child.read().orElseThrow(), scope, bookmarks.of(key), bookmark -> {});
        Bookmark read = reader.read();
        asked(child, reader.found());
        bookmarks.put(key, read);
    }

    /** What tells a parent: its key, else all that the child takes of it. */
    private String parentKey(Node child, Scope scope) {
        HttpStream parent = root.all().stream()
                .map(Node::stream)
                .filter(stream -> stream.name().equals(child.stream().parent().orElseThrow().stream()))
                .findFirst()
                .orElseThrow();
        return parent.primaryKey().stream()
                .map(name -> String.valueOf(scope.parent(name)))
                .collect(Collectors.joining("/"));
    }

    /** What concerns the child alone fails it alone. */
    private void failAlone(Node child, SourceException why) {
        switch (why.kind()) {
            case CONFIG, CREDENTIALS -> throw why;
            case PERMISSION, ABSENT, UNAVAILABLE, POSITION, DATA -> fail(child, why);
        }
    }

    private void fail(Node node, SourceException why) {
        for (Node each : node.all()) {
            if (each.read().isPresent() && !each.isDone()) {
                reading.sink().rows(each.stream().name()).fail(why);
            }
            each.fail();
        }
    }

    /** A list of the walk, and what is below its records. */
    private final class ListWalk implements ListReader.Listener {
        private final Node node;
        private final Scope scope;
        private final boolean top;
        private final boolean pushed;
        private final StreamRows rows;
        private final List<Map<String, @Nullable Object>> parents = new ArrayList<>();
        private long pages;

        ListWalk(Node node, Scope scope, boolean top) {
            this.node = node;
            this.scope = scope;
            this.top = top;
            this.pushed = node.read().isPresent() && !node.isDone();
            this.rows = StreamRows.of(reading, node.stream(), scope, node.field());
            node.gate().ifPresent(gate -> gate.list(Order.NONE));
        }

        boolean read(Page from) throws Exception {
            return reading.lists(node.stream()).read(node.stream().list(reading.api(), scope), from, this);
        }

        @Override
        public void begin(ApiResponse response) {
            parents.clear();
            node.gate().ifPresent(gate -> {
                gate.begun(response.serverTime());
                gate.page();
            });
            rows.begin(response.serverTime(), reading.context().clock().instant());
        }

        @Override
        public void record(JsonRecord record) throws Exception {
            if (pushed && passes(record)) {
                rows.record(record);
            }
            if (!node.children().isEmpty()) {
                parents.add(StreamRows.values(rows.edited(record)));
            }
        }

        private boolean passes(JsonRecord record) {
            return node.gate()
                    .map(gate -> gate.passes(
                            record.text(node.field().orElseThrow().name()), () -> Versions.of(node.stream(), record)))
                    .orElse(true);
        }

        @Override
        public boolean page(Fetched fetched, Optional<Page> next, boolean settled) throws Exception {
            pages++;
            children();
            if (top && settled && next.isPresent() && node.stream().paginator().durable()) {
                root.all().stream()
                        .filter(each -> each.read().isPresent() && !each.isDone())
                        .forEach(each -> checkpoint(each, kept(each, next.get())));
            }
            return !node.isDone();
        }

        void children() throws Exception {
            for (Map<String, @Nullable Object> record : parents) {
                for (Node child : node.children()) {
                    child(child, scope.child(record), record);
                }
            }
            parents.clear();
        }

        /** The position of a stream of the walk before a page of its root. */
        private Position kept(Node each, Page page) {
            if (each.bookmarks().isPresent()) {
                return each.bookmarks().get().position().with("page", Map.copyOf(page.where()));
            }
            return each.gate()
                    .map(gate -> Bookmark.of(
                                    each.read().orElseThrow().from(),
                                    each.field().orElseThrow())
                            .open(new Bookmark.OpenList(page, Window.ALL, gate.cap(), gate.high()))
                            .position(each.field().orElseThrow()))
                    .orElseGet(() -> Bookmark.of(page));
        }
    }
}
