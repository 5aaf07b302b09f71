package dev.taphouse.http.record;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How separated values are written.
 *
 * @param separator between the values of a line
 * @param quote around values that hold separators, quotes (doubled) or line breaks; empty when quotes mean nothing
 * @param header whether the first line has the names
 * @param columns the names, whatever the first line says; empty for those of the first line, or without one {@code
 *     column_1} and so on
 * @param encoding the charset, whatever the response declares; empty for the one it declares, or else UTF-8
 * @param maxRecordBytes the limit on a record
 */
public record CsvDialect(
        char separator,
        Optional<Character> quote,
        boolean header,
        List<String> columns,
        Optional<Charset> encoding,
        int maxRecordBytes) {
    /** Commas, double quotes, a line of names. */
    public static final CsvDialect CSV =
            new CsvDialect(',', Optional.of('"'), true, List.of(), Optional.empty(), JsonBody.MAX_RECORD_BYTES);
    /** Tabs, double quotes, a line of names. */
    public static final CsvDialect TSV = CSV.separator('\t');

    /** Copies. */
    public CsvDialect {
        columns = List.copyOf(columns);
    }

    /** The same with another separator. */
    public CsvDialect separator(char character) {
        return new CsvDialect(character, quote, header, columns, encoding, maxRecordBytes);
    }

    /** The same with another quote, or none. */
    public CsvDialect quote(Optional<Character> character) {
        return new CsvDialect(separator, character, header, columns, encoding, maxRecordBytes);
    }

    /** The same, with a line of names first or not. */
    public CsvDialect header(boolean there) {
        return new CsvDialect(separator, quote, there, columns, encoding, maxRecordBytes);
    }

    /** The same with these names. */
    public CsvDialect columns(List<String> names) {
        return new CsvDialect(separator, quote, header, names, encoding, maxRecordBytes);
    }

    /** The same in another charset. */
    public CsvDialect encoding(Charset charset) {
        return new CsvDialect(separator, quote, header, columns, Optional.of(charset), maxRecordBytes);
    }

    /** The same with another limit on a record. */
    public CsvDialect maxRecordBytes(int bytes) {
        return new CsvDialect(separator, quote, header, columns, encoding, bytes);
    }
}
