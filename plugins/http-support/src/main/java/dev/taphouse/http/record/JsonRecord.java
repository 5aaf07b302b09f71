package dev.taphouse.http.record;

import java.util.Optional;

/** One record as a slice of UTF-8 JSON: the text of an object. */
public interface JsonRecord {

    /** The array that holds it; to be read only. */
    byte[] bytes();

    /** Where it begins. */
    int offset();

    /** How many bytes it has. */
    int length();

    /**
     * The plain text of a value inside it: a string without its quotes and escapes, any other scalar as it stands.
     *
     * @param path names with dots between, such as {@code customer.id}
     * @return empty when absent, null, an object or a list
     */
    Optional<String> text(String path);

    /**
     * The JSON text of a value inside it, whatever it is, as it stands.
     *
     * @param path names with dots between
     * @return empty when absent
     */
    default Optional<String> json(String path) {
        return JsonRecord.of(bytes(), offset(), length()).json(path);
    }

    /** A record out of the text of an object. */
    static JsonRecord of(byte[] utf8, int offset, int length) {
        return new Slice().of(utf8, offset, length);
    }
}
