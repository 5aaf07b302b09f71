package dev.taphouse.http;

import dev.taphouse.api.Field;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.http.record.Inference;
import dev.taphouse.http.record.JsonRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of a stream while it is read, which grow by those that its schema leaves to a sample. For one thread. */
final class OpenFields {
    private final RecordSink sink;
    private final List<String> begins;
    private final Set<String> seen = new HashSet<>();
    private StreamSpec spec;

    OpenFields(RecordSink sink, HttpStream stream, StreamSpec spec) {
        this.sink = sink;
        this.begins = stream.sampled();
        this.spec = spec;
        spec.fields().forEach(field -> seen.add(field.name()));
    }

    /** Whether there may be more than is known. */
    boolean isOpen() {
        return !begins.isEmpty();
    }

    /** A writer of more fields, when the record has some that are new. */
    Optional<RowWriter> widened(JsonRecord record) {
        if (!hasNew(record)) {
            return Optional.empty();
        }
        Inference inference = new Inference(1);
        inference.add(record);
        List<Field> more = inference.fields().stream()
                .filter(field ->
                        isOpen(field.name()) && spec.field(field.name()).isEmpty())
                .toList();
        if (more.isEmpty()) {
            return Optional.empty(); // somewhere inside
        }
        spec = spec.moreFields(more.toArray(Field[]::new));
        sink.changed(spec);
        return Optional.of(sink.rows(spec.name()));
    }

    private boolean isOpen(String name) {
        return begins.stream().anyMatch(name::startsWith);
    }

    /** Whether a name that was not seen yet stands anywhere in the record. */
    private boolean hasNew(JsonRecord record) {
        boolean found = false;
        for (String begin : begins) {
            byte[] quoted = ("\"" + begin).getBytes(StandardCharsets.UTF_8);
            int end = record.offset() + record.length();
            for (int i = record.offset(); i + quoted.length < end; i++) {
                boolean quote = record.bytes()[i] == '"'; // most bytes are none
                if (quote && Arrays.equals(quoted, 0, quoted.length, record.bytes(), i, i + quoted.length)) {
                    found |= seen.add(name(record.bytes(), i + 1, end));
                }
            }
        }
        return found;
    }

    private static String name(byte[] bytes, int from, int end) {
        int to = from;
        while (to < end && bytes[to] != '"') {
            to++;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
