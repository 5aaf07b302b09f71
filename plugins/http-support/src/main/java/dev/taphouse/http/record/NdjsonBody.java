package dev.taphouse.http.record;

import dev.taphouse.api.SourceException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One JSON object after the other, with line breaks or other white space between, read as {@link JsonBody} does. Nothing
 * lies beside the records, so no value of {@link Wanted#values} is found.
 */
public final class NdjsonBody implements BodyFormat {
    private final Charset charset;
    private final int maxRecordBytes;

    private NdjsonBody(Charset charset, int maxRecordBytes) {
        this.charset = charset;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Any such body. */
    public static NdjsonBody create() {
        return new NdjsonBody(StandardCharsets.UTF_8, JsonBody.MAX_RECORD_BYTES);
    }

    @Override
    public NdjsonBody in(Charset declared) {
        return new NdjsonBody(declared, maxRecordBytes);
    }

    /** The same with another limit on a record, in bytes; memory is up to twice as much. */
    public NdjsonBody maxRecordBytes(int bytes) {
        return new NdjsonBody(charset, bytes);
    }

    @Override
    public Body read(InputStream body, Wanted wanted, RecordConsumer consumer) throws Exception {
        Ends ends = new Ends(wanted.last());
        long[] before = {0};
        JsonInput in = new JsonInput(
                Utf8Input.of(body, charset),
                ends::settle,
                maxRecordBytes,
                () -> data("record " + (before[0] + 1) + " has more than " + maxRecordBytes + " bytes, the limit")
                        .remedy("Raise max_record_bytes; memory grows with it"));
        RecordReader records = new RecordReader(in, false, ends, consumer);
        while (!in.isEmpty()) {
            before[0] = records.count();
            int first = in.peek();
            if (first == '<') {
                throw Misplaced.markup(in.start());
            }
            if (first != '{') {
                long position = in.window().position(in.window().at);
                throw data("record " + (before[0] + 1) + " is no JSON object, at byte " + position + ", near '"
                                + in.start() + "'")
                        .remedy("One JSON document for all records is format json");
            }
            records.next();
        }
        return records.body(Map.of());
    }

    private static SourceException data(String message) {
        return new SourceException(SourceException.Kind.DATA, message);
    }
}
