package dev.taphouse.postgresql.codec;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.util.Optional;

/**
 * Copies the values of one column from the server's text to a row.
 *
 * <p>The text is what the type's output function prints under {@link PgSettings}: a field of {@code COPY ... TO STDOUT}
 * after {@link CopyRow}, a text tuple of {@code pgoutput}, or what a plain {@code SELECT} of {@link #select} brings in
 * text format. Of the same value it is the same bytes on the three ways.
 *
 * <p>A codec has room of its own for values on their way: one per column and read, one thread at a time.
 */
public interface PgCodec {

    /** The type of the field. */
    Type type();

    /**
     * Copies one value. What the type cannot hold is {@linkplain RowWriter#lost lost} for a reason that is the same for
     * all such values; no value of the column's type is an error.
     *
     * @param text holds the server's text in UTF-8, read during the call only
     * @param length in bytes; NULL has no text, and nothing is copied then
     * @param field its number in the writer, from 0
     */
    void copy(byte[] text, int offset, int length, RowWriter out, int field);

    /** How rows are ordered by this column; empty where its type has no order that a bookmark could hold. */
    Optional<PgOrder> order();

    /** Whether a value that is not NULL can come out as null: such a field is nullable whatever the column says. */
    boolean mayLose();

    /**
     * The expression that a SELECT reads the column by.
     *
     * <p>Not {@code column::text}: casts strip the padding of a char, add the mask to an inet and the encoding to an xml,
     * all of which COPY and {@code pgoutput} do otherwise.
     *
     * @param column the quoted name
     */
    default String select(String column) {
        return column;
    }
}
