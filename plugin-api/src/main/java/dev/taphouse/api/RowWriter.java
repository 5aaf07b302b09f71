package dev.taphouse.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one stream, in three ways that mix freely: by name ({@link #add}), as the text of a JSON object
 * ({@link #addJson}), or by position in {@link StreamRead#fields()}: setters in any order, each field at most once, a
 * field not set is null, then {@link #end()}.
 *
 * <p>Implemented by the host; connectors never implement it. One thread at a time. Arrays are read during the call
 * only. The host prunes what the user did not select, on every path.
 *
 * <p><b>Values</b>: each setter takes the natural types of the field. Canonical text (see {@link #utf8}) fits every
 * type but list and object; integers fit DECIMAL; scalars fit TEXT. A value that does not fit, a null in a {@link
 * Field#notNull()} field included, is a {@link SourceException} of kind DATA that names stream, field, type and value:
 * never a silent change. NaN, infinities and years outside 1–9999 become null and are counted; digits below
 * microseconds are cut and counted.
 *
 * <p><b>Misuse</b> (a field written twice, {@code end()} forgotten, a writer used after {@link RecordSink#changed}) is
 * an {@link IllegalStateException}; a field number out of range an {@link IndexOutOfBoundsException}. When the read
 * fails in mid-row, the row is discarded.
 */
public interface RowWriter {

    /**
     * Writes a row by name.
     *
     * @param row values as {@link #value} takes them; names that are not wanted are ignored
     */
    void add(Map<String, ? extends @Nullable Object> row);

    /** Writes a row given as the UTF-8 text of a JSON object. Line breaks between tokens are fine. */
    void addJson(byte[] utf8, int offset, int length);

    /** Sets a BOOL. */
    void bool(int field, boolean v);

    /** Sets an integer, DECIMAL or FLOAT. */
    void int64(int field, long v);

    /** Sets a FLOAT. NaN and infinities become null and are counted. */
    void float64(int field, double v);

    /** Sets a DECIMAL, written in full without an exponent; also an integer where it is one. */
    void decimal(int field, BigDecimal v);

    /** Sets a TEXT, or any type but list and object by its canonical text. */
    void text(int field, CharSequence v);

    /** Sets a BYTES. */
    void bytes(int field, byte[] b, int offset, int length);

    /** Sets a DATE by days since 1970-01-01. */
    void date(int field, long epochDay);

    /** Sets a TIME by nanoseconds since midnight, up to 24:00. */
    void time(int field, long nanoOfDay);

    /** Sets an INSTANT, or a TIMESTAMP as if it were UTC. */
    void instant(int field, long epochSecond, int nano);

    /**
     * Sets a field by the canonical plain text of its type, not escaped: BOOL {@code true|false}; integers plain
     * digits; DECIMAL plain digits without exponent; FLOAT as {@link Double#toString}; DATE {@code YYYY-MM-DD}; TIME
     * {@code hh:mm:ss[.ffffff]}; TIMESTAMP and INSTANT {@code YYYY-MM-DDThh:mm:ss[.ffffff]Z}; UUID in lower case; BYTES
     * in lower-case hex; TEXT as it is; JSON as a string. Other valid text of the type is rewritten, the rest refused.
     */
    void utf8(int field, byte[] b, int offset, int length);

    /** Sets a field by one JSON token or structure, as it stands in a document. */
    void json(int field, byte[] b, int offset, int length);

    /**
     * Sets a field by any value a map may hold: null (as if not set), Boolean, Number, CharSequence, byte[], the types
     * of java.time, UUID, Map, List.
     */
    void value(int field, @Nullable Object v);

    /**
     * Leaves a field null because the source's value cannot be represented. Counted in the run report.
     *
     * @param reason what could not be represented, without the value
     */
    void lost(int field, String reason);

    /** Ends the row begun by position. */
    void end();

    /**
     * Ends the row begun by position as a deleted one; it has the key and what else is known. Of LOG_BASED reads, and of
     * streams whose {@link StreamSpec#deletes spec} says so.
     *
     * @param when when the source deleted it
     */
    void delete(Instant when);

    /** Writes a deleted row by name; it has the key and what else is known. */
    void delete(Map<String, ? extends @Nullable Object> row, Instant when);

    /** Drops the row begun by position; it is counted, and the host's policy says what follows. */
    void reject(String reason);

    /**
     * Fails or skips this stream alone, by the kind of the exception; the read goes on with the others. Later rows and
     * checkpoints of this stream are dropped and its position stands still.
     */
    void fail(SourceException why);

    /** Says that all rows of the stream are gone at the source. */
    void truncate();

    /** As {@link RecordSink#checkpoint}, for this stream alone. */
    void checkpoint(Position position);
}
