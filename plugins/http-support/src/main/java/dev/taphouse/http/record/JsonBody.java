package dev.taphouse.http.record;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * One JSON document, read as it comes: the records are found by their path and handed on as slices, everything beside
 * them is checked and forgotten. Memory is that of the largest record.
 *
 * <p>The slices are bounded, not checked: {@link dev.taphouse.api.RowWriter#addJson} does that as it copies. Where no
 * writer takes the records, {@link #checked} does.
 */
public final class JsonBody implements BodyFormat {
    /** The largest record there may be, in bytes, unless told otherwise. */
    public static final int MAX_RECORD_BYTES = 64 * 1024 * 1024;

    private final RecordsPath path;
    private final Charset charset;
    private final int maxRecordBytes;
    private final boolean nullIsEmpty;
    private final boolean absentIsEmpty;
    private final boolean checked;

    private JsonBody(
            RecordsPath path,
            Charset charset,
            int maxRecordBytes,
            boolean nullIsEmpty,
            boolean absentIsEmpty,
            boolean checked) {
        this.path = path;
        this.charset = charset;
        this.maxRecordBytes = maxRecordBytes;
        this.nullIsEmpty = nullIsEmpty;
        this.absentIsEmpty = absentIsEmpty;
        this.checked = checked;
    }

    /**
     * Documents that have their records there.
     *
     * @param path as {@link RecordsPath} has it, such as {@code data[*]}
     * @throws IllegalArgumentException when it is no path
     */
    public static JsonBody at(String path) {
        return at(RecordsPath.parse(path));
    }

    /** Documents that have their records there. */
    public static JsonBody at(RecordsPath path) {
        return new JsonBody(path, StandardCharsets.UTF_8, MAX_RECORD_BYTES, false, false, false);
    }

    /** The same for bodies in another charset; a byte order mark is followed before it. */
    @Override
    public JsonBody in(Charset declared) {
        return new JsonBody(path, declared, maxRecordBytes, nullIsEmpty, absentIsEmpty, checked);
    }

    /** The same with another limit on a record, in bytes; memory is up to twice as much. */
    public JsonBody maxRecordBytes(int bytes) {
        return new JsonBody(path, charset, bytes, nullIsEmpty, absentIsEmpty, checked);
    }

    /** The same, with null anywhere on the way to the records saying that there are none; else it is an error. */
    public JsonBody nullIsEmpty() {
        return new JsonBody(path, charset, maxRecordBytes, true, absentIsEmpty, checked);
    }

    /** The same, with a name that is missing on the way to the records saying that there are none; else an error. */
    public JsonBody absentIsEmpty() {
        return new JsonBody(path, charset, maxRecordBytes, nullIsEmpty, true, checked);
    }

    /** The same, with the grammar of each record checked before it is handed on. */
    public JsonBody checked() {
        return new JsonBody(path, charset, maxRecordBytes, nullIsEmpty, absentIsEmpty, true);
    }

    @Override
    public Body read(InputStream body, Wanted wanted, RecordConsumer records) throws Exception {
        return new JsonWalk(this, Utf8Input.of(body, charset), wanted, records).walk();
    }

    RecordsPath path() {
        return path;
    }

    int largest() {
        return maxRecordBytes;
    }

    boolean takesNull() {
        return nullIsEmpty;
    }

    boolean takesAbsent() {
        return absentIsEmpty;
    }

    boolean checks() {
        return checked;
    }
}
