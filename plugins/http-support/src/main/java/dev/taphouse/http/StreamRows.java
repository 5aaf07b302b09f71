package dev.taphouse.http;

import dev.taphouse.api.RowWriter;
import dev.taphouse.http.cursor.CursorField;
import dev.taphouse.http.record.JsonRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pushes records of one list into the stream's writer. */
final class StreamRows implements Rows {
    private final HttpStream stream;
    private final RowWriter writer;
    private final Scope scope;
    private final Optional<CursorField> cursor;
    private Instant serverTime = Instant.EPOCH;
    private Optional<Instant> deleted = Optional.empty();

    StreamRows(HttpStream stream, RowWriter writer, Scope scope, Optional<CursorField> cursor) {
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
            delete(whole(stream, record, scope), deleted.orElseGet(() -> deletedAt(record)));
            return;
        }
        byte[] added = added(stream, record, scope);
        if (added.length == 0) {
            writer.addJson(record.bytes(), record.offset(), record.length());
        } else {
            byte[] all = spliced(record, added);
            writer.addJson(all, 0, all.length);
        }
    }

    @Override
    public void add(Map<String, ? extends @Nullable Object> row) {
        writer.add(row);
    }

    @Override
    public void delete(Map<String, ? extends @Nullable Object> row, Instant when) {
        writer.delete(row, when);
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

    /** The record as values, with the fields of its parent. */
    static Map<String, @Nullable Object> whole(HttpStream stream, JsonRecord record, Scope scope) throws Exception {
        Map<String, @Nullable Object> all = JsonText.object(record.bytes(), record.offset(), record.length());
        stream.parent()
                .ifPresent(parent -> parent.include().forEach((field, path) -> {
                    if (all.get(field) == null) {
                        all.put(field, scope.parent(path));
                    }
                }));
        return all;
    }

    /** The text of the members that the record gets from its parent's; with a comma at the end. */
    private static byte[] added(HttpStream stream, JsonRecord record, Scope scope) {
        Optional<Parent> parent = stream.parent();
        if (parent.isEmpty() || parent.get().include().isEmpty()) {
            return new byte[0];
        }
        StringBuilder members = new StringBuilder();
        parent.get().include().forEach((field, path) -> {
            if (record.text(field).isEmpty()) {
                members.append(JsonText.write(field))
                        .append(':')
                        .append(JsonText.write(scope.parent(path)))
                        .append(',');
            }
        });
        return members.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(JsonRecord record, byte[] members) {
        int brace = record.offset();
        int rest = record.length() - 1;
        boolean empty = isEmpty(record);
        int taken = empty ? members.length - 1 : members.length;
        byte[] all = new byte[1 + taken + rest];
        all[0] = '{';
        System.arraycopy(members, 0, all, 1, taken);
        System.arraycopy(record.bytes(), brace + 1, all, 1 + taken, rest);
        return all;
    }

    private static boolean isEmpty(JsonRecord record) {
        for (int i = record.offset() + 1; i < record.offset() + record.length(); i++) {
            if (record.bytes()[i] > ' ') {
                return record.bytes()[i] == '}';
            }
        }
        return true;
    }
}
