package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.http.client.ApiRequest;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.client.CallScope;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.cursor.CursorField;
import dev.taphouse.http.cursor.CursorGate;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Order;
import dev.taphouse.http.cursor.TimeFormat;
import dev.taphouse.http.cursor.Window;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.record.JsonRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads one pass of a stream by its cursor: windows, their lists, and the bookmark that may be kept after each step. */
final class CursorReader {
    private final Reading reading;
    private final HttpStream stream;
    private final StreamRead read;
    private final Scope scope;
    private final Incremental how;
    private final CursorField field;
    private final Bookmark from;
    private final Optional<Instant> lower;
    private final boolean filtered;
    private final CursorGate gate;
    private final Checkpoints checkpoints;
    private Bookmark base;
    private boolean found;

    /**
     * A pass.
     *
     * @param given the bookmark, of ours or another tap's
     */
    CursorReader(
            Reading reading, HttpStream stream, StreamRead read, Scope scope, Bookmark given, Checkpoints checkpoints) {
        this.reading = reading;
        this.stream = stream;
        this.read = read;
        this.scope = scope;
        this.how = stream.incremental().orElseThrow();
        this.field = Cursors.any(how, read.spec());
        this.from = PassStart.bookmark(given, reading.startDate());
        this.lower = PassStart.lower(from, how, reading.startDate());
        this.filtered = PassStart.isFiltered(stream, how, from, lower);
        this.gate = new CursorGate(field, how, lower, from, read.until());
        this.checkpoints = checkpoints;
        this.base = from;
    }

    /** Reads to the end; returns the bookmark of the whole pass. */
    Bookmark read() throws Exception {
        Deque<Window> windows = new ArrayDeque<>();
        Optional<Bookmark.OpenList> open = from.open().filter(this::isOfThisPass);
        if (open.isPresent()) {
            gate.resumed(open.get().until());
            windows.add(open.get().window());
            if (open.get().window().end().isPresent()) {
                windows.addAll(windows(open.get().window().end().get()));
            }
        } else {
            deletions();
            windows.addAll(windows(begin()));
        }
        Optional<Page> page = open.map(Bookmark.OpenList::page);
        while (!windows.isEmpty()) {
            Window window = windows.remove();
            if (list(window, page)) {
                through(window, windows.isEmpty());
            } else {
                List<Window> halves = halves(window);
                windows.addFirst(halves.get(1));
                windows.addFirst(halves.get(0));
            }
            page = Optional.empty();
        }
        tell();
        return gate.bookmark(Optional.empty());
    }

    /** Those of a stream below another are read once for all parents. */
    private void deletions() throws Exception {
        if (stream.parent().isEmpty()) {
            Optional<Instant> begin =
                    from.window().map(at -> at.minus(how.resolution())).or(() -> lower);
            DeletionReader.read(reading, stream, scope, begin, Optional.of(gate));
        }
    }

    /** Whether the API has such a list. */
    boolean found() {
        return found;
    }

    private boolean isOfThisPass(Bookmark.OpenList list) {
        return stream.paginator().durable() && list.window().isFilter() == filtered;
    }

    private void through(Window window, boolean last) {
        if (last) {
            return; // the whole pass is
        }
        Bookmark now = gate.bookmark(window.end());
        base = window.end().map(now::window).orElse(now);
        checkpoints.at(base);
    }

    private Instant begin() {
        return from.window()
                .map(at -> at.minus(how.resolution()))
                .or(() -> lower)
                .orElse(Instant.EPOCH);
    }

    /** The windows from here to the end of the pass. */
    private List<Window> windows(Instant begin) throws Exception {
        if (!filtered) {
            return List.of(Window.ALL);
        }
        boolean ends = how.endParam().isPresent() || stream.uses("window.end");
        if (!ends || !how.recordFormat().isTime()) {
            return List.of(Window.from(begin));
        }
        Instant end = end(begin);
        return end.isAfter(begin) ? Window.between(begin, end, how.window()) : List.of();
    }

    private Instant end(Instant begin) throws Exception {
        if (gate.cap().isEmpty()) {
            gate.begun(serverTime(begin));
        }
        Optional<Instant> end = gate.cap()
                .map(cap -> read.until().filter(cap::isAfter).orElse(cap))
                .or(read::until);
        return end.orElseThrow(() -> new SourceException(
                        SourceException.Kind.DATA,
                        "stream '" + stream.name() + "': the server does not tell its time (no Date header), so it is"
                                + " not known up to when records can be asked for")
                .remedy("Leave 'end_param' out, or end the read with an end date."));
    }

    /** The server's time: of its last answer, else of one to the stream's own request for a moment. */
    private Optional<Instant> serverTime(Instant begin) throws Exception {
        if (reading.clock().last().isEmpty()) {
            ApiRequest moment = request(Window.of(begin, begin.plus(how.resolution())));
            reading.client()
                    .exchange(
                            stream.paginator().request(moment, Page.FIRST),
                            stream.rules(reading.api()),
                            CallScope.of(reading.sink()),
                            response -> {
                                reading.clock().saw(response);
                                return true;
                            });
        }
        return reading.clock().last();
    }

    private ApiRequest request(Window window) {
        return stream.list(reading.api(), scope.window(window, how.format()));
    }

    /** Reads one list; returns false when it has as many records as the API gives at most. */
    private boolean list(Window window, Optional<Page> kept) throws Exception {
        if (kept.isPresent()) {
            WindowList resumed = new WindowList(window);
            try {
                return resumed.read(kept.get());
            } catch (SourceException e) {
                KeptPage.restart(reading, stream, e, resumed.pages > 0);
            }
        }
        return new WindowList(window).read(Page.FIRST);
    }

    private List<Window> halves(Window window) {
        List<Window> halves = window.halves(how.resolution());
        if (halves.isEmpty()) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "stream '" + stream.name() + "': the API gives no more than "
                                    + how.maxResults().orElse(0)
                                    + " records of one list, and there are as many between "
                                    + window.start().map(TimeFormat::canonical).orElse("the start") + " and "
                                    + window.end().map(TimeFormat::canonical).orElse("now")
                                    + ", which cannot be divided further")
                    .remedy("Divide the stream by another filter of the API, such as a status, into several streams.");
        }
        return halves;
    }

    private void tell() {
        if (gate.repeats() > 0) {
            reading.context().count("repeats_dropped", gate.repeats());
        }
        if (gate.withoutCursor() > 0) {
            reading.context().count("records_without_cursor", gate.withoutCursor());
            reading.context()
                    .log()
                    .log(
                            System.Logger.Level.INFO,
                            "stream '" + stream.name() + "': " + gate.withoutCursor() + " records have no '"
                                    + field.name() + "': they come in passes without a filter alone");
        }
    }

    /** One list of the pass. */
    private final class WindowList implements ListReader.Listener {
        private final Window window;
        private final Order order;
        private final StreamRows rows;
        private long records;
        private long pages;

        WindowList(Window window) {
            this.window = window;
            this.order = how.order(window.isFilter());
            this.rows = StreamRows.of(reading, stream, scope.window(window, how.format()), Optional.of(field));
        }

        boolean read(Page page) throws Exception {
            gate.list(order);
            found |= reading.lists(stream).read(request(window), page, this);
            return !isFull();
        }

        private boolean isFull() {
            return how.maxResults().isPresent() && records >= how.maxResults().getAsLong();
        }

        @Override
        public void begin(ApiResponse response) {
            gate.begun(response.serverTime());
            gate.page();
            rows.begin(response.serverTime(), reading.context().clock().instant());
        }

        @Override
        public void record(JsonRecord record) throws Exception {
            if (gate.passes(record.text(field.name()), () -> Versions.of(stream, record))) {
                rows.record(record);
            }
        }

        @Override
        public boolean page(Fetched fetched, Optional<Page> next, boolean settled) {
            pages++;
            records += fetched.body().records();
            if (settled) {
                gate.paged();
            } else {
                gate.back();
            }
            if (isFull() || settled && order == Order.DESCENDING && gate.wasBelow()) {
                return false;
            }
            if (settled && next.isPresent()) {
                keep(next.get());
            }
            return true;
        }

        /** A bookmark that moves in a first pass without a filter must not end it: some records have no cursor. */
        private void keep(Page next) {
            boolean first = !filtered && stream.canFilter();
            if (order == Order.ASCENDING && !first) {
                if (how.maxResults().isEmpty()) {
                    checkpoints.at(gate.bookmark(window.end()));
                }
            } else if (stream.paginator().durable()) {
                checkpoints.at(base.open(new Bookmark.OpenList(next, window, gate.cap(), gate.high())));
            } else if (order == Order.ASCENDING) {
                checkpoints.at(gate.bookmark(Optional.empty()).inFirstPass());
            }
        }
    }
}
