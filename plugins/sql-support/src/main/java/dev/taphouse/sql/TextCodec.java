package dev.taphouse.sql;

import dev.taphouse.api.RowWriter;

/** Copies values from the text that a database makes of them. */
@FunctionalInterface
public interface TextCodec {

    /**
     * Copies a value that is not NULL.
     *
     * @param text holds it in UTF-8; read during the call only, and never changed
     * @param field its number in the writer, from 0
     * @throws ValueMisfit if the value does not fit; nothing was written then
     */
    void copy(byte[] text, int offset, int length, RowWriter out, int field);
}
