package dev.taphouse.http;

import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.http.cursor.CursorField;
import dev.taphouse.http.cursor.Incremental;
import java.util.Optional;

/** The cursor of a stream as a field. */
final class Cursors {

    private Cursors() {}

    /** Empty when the stream does not have that field. */
    static Optional<CursorField> field(Incremental how, StreamSpec spec) {
        return spec.field(how.field())
                .map(field -> field.type().kind())
                .map(kind -> new CursorField(spec.name(), how.field(), kind, how.recordFormat()));
    }

    /** The same, of any kind when the stream does not have that field. */
    static CursorField any(Incremental how, StreamSpec spec) {
        return field(how, spec)
                .orElseGet(() -> new CursorField(spec.name(), how.field(), Type.Kind.TEXT, how.recordFormat()));
    }
}
