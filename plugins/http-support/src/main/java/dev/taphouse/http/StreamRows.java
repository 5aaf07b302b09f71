package dev.taphouse.http;

import dev.taphouse.api.RowWriter;
import dev.taphouse.http.cursor.CursorField;
import dev.taphouse.http.record.JsonRecord;
import dev.taphouse.http.record.RecordEditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pushes records of one list into the stream's writer. */
final class StreamRows implements Rows {
    private final HttpStream stream;
    private final Optional<OpenFields> fields;
    private Optional<RowWriter> writer;
    private final Scope scope;
    private final Optional<CursorField> cursor;
    private final Optional<RecordEditor> editor;
    private Instant serverTime = Instant.EPOCH;
    private Optional<Instant> deleted = Optional.empty();

    /** For a sample: pushes nowhere. */
    StreamRows(HttpStream stream, Scope scope) {
        this(stream, Optional.empty(), Optional.empty(), scope, Optional.empty());
    }

    /** For a read; a stream that is walked only pushes nowhere. */
    static StreamRows of(Reading reading, HttpStream stream, Scope scope, Optional<CursorField> cursor) {
        Optional<OpenFields> fields = Optional.ofNullable(reading.openFields().get(stream.name()));
        Optional<RowWriter> writer = fields.map(open -> reading.sink().rows(stream.name()));
        return new StreamRows(stream, fields.filter(OpenFields::isOpen), writer, scope, cursor);
    }

    private StreamRows(
            HttpStream stream,
            Optional<OpenFields> fields,
            Optional<RowWriter> writer,
            Scope scope,
            Optional<CursorField> cursor) {
        this.fields = fields;
        this.editor = editor(stream, scope);
        this.stream = stream;
        this.writer = writer;
        this.scope = scope;
        this.cursor = cursor;
    }

    void begin(Optional<Instant> server, Instant otherwise) {
        serverTime = server.orElse(otherwise);
    }

    void record(JsonRecord record) throws Exception {
        stream.record(record, this);
    }

    /** A record of which is known from elsewhere when it was deleted. */
    void deletion(JsonRecord record, Instant when) throws Exception {
        deleted = Optional.of(when);
        try {
            stream.record(record, this);
        } finally {
            deleted = Optional.empty();
        }
    }

    @Override
    public void push(JsonRecord record) throws Exception {
        Optional<Deleted> how = stream.deleted();
        boolean isDeleted = how.isPresent()
                && record.text(how.get().path())
                        .filter(how.get().equals()::equals)
                        .isPresent();
        if (isDeleted || deleted.isPresent()) {
            Instant when = deleted.orElseGet(() -> deletedAt(record));
            delete(values(widening(record)), when);
        } else {
            JsonRecord row = widening(record);
            writer().addJson(row.bytes(), row.offset(), row.length());
        }
    }

    /** The edited record, to which the writer is fitted. */
    private JsonRecord widening(JsonRecord record) {
        JsonRecord row = edited(record);
        fields.flatMap(open -> open.widened(row)).ifPresent(wider -> writer = Optional.of(wider));
        return row;
    }

    @Override
    public void add(Map<String, ? extends @Nullable Object> row) {
        writer().add(row);
    }

    @Override
    public void delete(Map<String, ? extends @Nullable Object> row, Instant when) {
        writer().delete(row, when);
    }

    private RowWriter writer() {
        return writer.orElseThrow(() -> new IllegalStateException("stream '" + stream.name() + "' is not read"));
    }

    @Override
    public Scope scope() {
        return scope;
    }

    private Instant deletedAt(JsonRecord record) {
        return cursor.filter(field -> field.format().isTime())
                .flatMap(field -> record.text(field.name()).map(field::parse))
                .orElse(serverTime);
    }

    /** The record as it is pushed: edited, and with the fields of its parent. */
    JsonRecord edited(JsonRecord record) {
        return editor.isPresent() ? editor.get().edit(record) : record;
    }

    private static Optional<RecordEditor> editor(HttpStream stream, Scope scope) {
        Map<String, String> included = stream.parent().map(Parent::include).orElse(Map.of());
        if (stream.edit().isNone() && included.isEmpty()) {
            return Optional.empty();
        }
        RecordEditor editor = stream.edit().editor();
        included.forEach((field, path) -> editor.add(field, JsonText.write(scope.parent(path))));
        return Optional.of(editor);
    }

    /** A record out of values. */
    static JsonRecord record(Object values) {
        byte[] utf8 = JsonText.write(values).getBytes(StandardCharsets.UTF_8);
        return JsonRecord.of(utf8, 0, utf8.length);
    }

    /** A record as values. */
    static Map<String, @Nullable Object> values(JsonRecord record) throws IOException {
        return JsonText.object(record.bytes(), record.offset(), record.length());
    }
}
