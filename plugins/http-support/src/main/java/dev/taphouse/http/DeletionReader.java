package dev.taphouse.http;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import dev.taphouse.http.client.ApiResponse;
import dev.taphouse.http.cursor.CursorField;
import dev.taphouse.http.cursor.CursorGate;
import dev.taphouse.http.cursor.Incremental;
import dev.taphouse.http.cursor.Window;
import dev.taphouse.http.paging.Fetched;
import dev.taphouse.http.paging.Page;
import dev.taphouse.http.record.JsonRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was deleted of a stream, before its pass. */
final class DeletionReader implements ListReader.Listener {
    private final Reading reading;
    private final HttpStream stream;
    private final Deletions how;
    private final CursorField field;
    private final Optional<Instant> begin;
    private final Optional<CursorGate> gate;
    private final StreamRows rows;

    private DeletionReader(
            Reading reading,
            HttpStream stream,
            Deletions how,
            Scope scope,
            Optional<Instant> begin,
            Optional<CursorGate> gate) {
        this.rows = StreamRows.of(reading, stream, scope, Optional.empty());
        this.reading = reading;
        this.stream = stream;
        this.how = how;
        this.field = field(stream, how);
        this.begin = begin;
        this.gate = gate;
    }

    /**
     * Reads them, if the stream has such a list.
     *
     * @param begin earlier ones are left out
     * @param gate of the pass; without, all are pushed
     */
    static void read(
            Reading reading, HttpStream stream, Scope scope, Optional<Instant> begin, Optional<CursorGate> gate)
            throws Exception {
        if (stream.deletions().isPresent()) {
            new DeletionReader(reading, stream, stream.deletions().get(), scope, begin, gate).read(scope);
        }
    }

    private void read(Scope scope) throws Exception {
        Incremental incremental = how.list().incremental().orElseThrow();
        Window window =
                begin.map(at -> Window.from(at.minus(incremental.resolution()))).orElse(Window.ALL);
        reading.lists(how.list())
                .read(how.list().list(reading.api(), scope.window(window, incremental.format())), Page.FIRST, this);
    }

    @Override
    public void begin(ApiResponse response) {
        gate.ifPresent(pass -> pass.begun(response.serverTime()));
    }

    @Override
    public void record(JsonRecord record) throws Exception {
        Instant at = field.parse(record.text(field.name()).orElse(""));
        boolean early = begin.filter(at::isBefore).isPresent();
        boolean passes = gate.map(pass -> pass.passesDeletion(at, Versions.of(how.list(), record)))
                .orElse(true);
        if (!early && passes) {
            rows.deletion(deleted(record), at);
        }
    }

    @Override
    public boolean page(Fetched fetched, Optional<Page> next, boolean settled) {
        return true;
    }

    private JsonRecord deleted(JsonRecord record) throws Exception {
        Map<String, @Nullable Object> told = JsonText.object(record.bytes(), record.offset(), record.length());
        if (!(JsonText.at(told, how.record()) instanceof Map<?, ?> last)) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "stream '" + stream.name() + "': a record of '"
                                    + how.list().name() + "' tells of a delete, and has no object at '" + how.record()
                                    + "'")
                    .remedy("Correct where the deleted record stands.");
        }
        return StreamRows.record(last);
    }

    private static CursorField field(HttpStream stream, Deletions how) {
        Incremental incremental = how.list()
                .incremental()
                .orElseThrow(() -> new SourceException(
                        SourceException.Kind.CONFIG,
                        "the deletions of stream '" + stream.name() + "' have no cursor, which tells when they were"));
        return new CursorField(how.list().name(), incremental.field(), Type.Kind.INSTANT, incremental.recordFormat());
    }
}
