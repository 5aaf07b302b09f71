package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.cursor.Bookmark;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.record.JsonRecord;
import java.util.Optional;

/** Reads all records of one list. */
final class FullReader {
    private final Reading reading;
    private final HttpStream stream;
    private final StreamRead read;

    FullReader(Reading reading, HttpStream stream, StreamRead read) {
        this.reading = reading;
        this.stream = stream;
        this.read = read;
    }

    void read(Scope scope) throws Exception {
        Optional<Page> kept =
                Bookmark.page(read.from()).filter(page -> stream.paginator().durable());
        All all = new All(scope);
        if (kept.isPresent()) {
            try {
                reading.lists(stream).read(stream.list(reading.api(), scope), kept.get(), all);
                return;
            } catch (SourceException e) {
                KeptPage.restart(reading, stream, e, all.pages > 0);
            }
        }
        if (kept.isEmpty()) {
            DeletionReader.read(reading, stream, scope, reading.startDate(), Optional.empty());
        }
        reading.lists(stream).read(stream.list(reading.api(), scope), Page.FIRST, all);
    }

    private final class All implements ListReader.Listener {
        private final StreamRows rows;
        private long pages;

        All(Scope scope) {
            rows = StreamRows.of(
                    reading, stream, scope, stream.incremental().flatMap(how -> Cursors.field(how, read.spec())));
        }

        @Override
        public void begin(ApiResponse response) {
            rows.begin(response.serverTime(), reading.context().clock().instant());
        }

        @Override
        public void record(JsonRecord record) throws Exception {
            rows.record(record);
        }

        @Override
        public boolean page(Fetched fetched, Optional<Page> next, boolean settled) {
            pages++;
            next.filter(page -> settled && stream.paginator().durable())
                    .ifPresent(page -> reading.sink().rows(stream.name()).checkpoint(Bookmark.of(page)));
            return true;
        }
    }
}
