package dev.taphouse.http;

import dev.taphouse.api.Field;
import dev.taphouse.api.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/** Streams with more fields. */
public final class Fields {

    private Fields() {}

    /** The same stream, with fields at its end. */
    public static StreamSpec added(StreamSpec spec, List<Field> more) {
        List<Field> all = new ArrayList<>(spec.fields());
        all.addAll(more);
        StreamSpec wider = StreamSpec.of(spec.name(), all)
                .keys(spec.keys().toArray(String[]::new))
                .cursors(spec.cursors().toArray(String[]::new));
        return spec.defaultCursor().isEmpty()
                ? wider
                : wider.defaultCursor(spec.defaultCursor().toArray(String[]::new));
    }
}
