package dev.taphouse.http.record;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.taphouse.api.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of separated values (RFC 4180). Each becomes an object of text values, in the order of the columns; the row
 * writer makes of them what the field's type is. An empty value is null, and {@code ""} in quotes is empty text. Empty
 * lines are left out. Every line must have as many values as there are columns.
 *
 * <p><b>Names</b> are those of the first line, without white space around them; an empty one becomes {@code column_3} by
 * its place, and one that was there before gets the next free number: {@code name}, {@code name_2}.
 *
 * <p>Nothing lies beside the records, so no value of {@link Wanted#values} is found.
 */
public final class CsvBody implements BodyFormat {
    private static final int LEAST_BUFFER = 64 * 1024;

    private final CsvDialect dialect;
    private final Charset declared;

    private CsvBody(CsvDialect dialect, Charset declared) {
        this.dialect = dialect;
        this.declared = declared;
    }

    /** Bodies in a dialect. */
    public static CsvBody of(CsvDialect dialect) {
        return new CsvBody(dialect, StandardCharsets.UTF_8);
    }

    @Override
    public CsvBody in(Charset charset) {
        return new CsvBody(dialect, charset);
    }

    @Override
    public Body read(InputStream body, Wanted wanted, RecordConsumer records) throws Exception {
        CsvRows rows = new CsvRows(dialect, new WrittenRecords(wanted.last(), records));
        Iterator<CsvLine> lines = lines(body);
        for (CsvLine line = next(lines); line != null; line = next(lines)) {
            rows.add(line);
        }
        return rows.records().body(Map.of());
    }

    private Charset charset() {
        return dialect.encoding().orElse(declared);
    }

    private Iterator<CsvLine> lines(InputStream body) throws IOException {
        Reader text = new InputStreamReader(
                Utf8Input.of(body, charset()),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .quoteCharacter(dialect.quote().orElse('\0'))
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(Math.max(LEAST_BUFFER, Integer.highestOneBit(dialect.maxRecordBytes())))
                .build(new CsvLine.Handler(), text)
                .iterator();
    }

    private @Nullable CsvLine next(Iterator<CsvLine> lines) throws IOException {
        try {
            return lines.hasNext() ? lines.next() : null;
        } catch (UncheckedIOException e) {
            throw unreadable(e);
        } catch (CsvParseException e) {
            throw unfinished(e);
        }
    }

    private IOException unreadable(UncheckedIOException e) {
        if (e.getCause() instanceof CharacterCodingException cause) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            "the body is not in " + charset().name(),
                            cause)
                    .remedy("Set encoding to what it is in, such as windows-1252");
        }
        return e.getCause() == null ? new IOException(e) : e.getCause();
    }

    private IOException unfinished(CsvParseException e) {
        String why = String.valueOf(e.getMessage());
        String where = "the record that begins in line " + why.replaceAll("(?s).*line (\\d+).*", "$1");
        if (why.startsWith("Unclosed quoted field")) {
            return new EOFException("the body ends inside quotes, in " + where);
        }
        if (why.contains("buffer")) {
            throw new SourceException(
                            SourceException.Kind.DATA,
                            where + " has a value larger than " + dialect.maxRecordBytes() + " bytes, the limit")
                    .remedy("Look for a quote that is not closed, or raise max_record_bytes; memory grows with it");
        }
        String what = why.replaceAll(" \\(record starting at line \\d+\\)", "");
        String lower = what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1);
        throw new SourceException(SourceException.Kind.DATA, "the body is not CSV: " + lower + ", in " + where, e)
                .remedy("Check separator and quote");
    }
}
