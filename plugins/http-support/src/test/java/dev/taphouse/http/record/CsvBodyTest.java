package dev.taphouse.http.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Separated values as records, and what is said of those that are not as they should be. */
class CsvBodyTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "csv-bodies.txt", delimiter = '|', quoteCharacter = '`')
    void comesOut(String how, String body, String expected) throws Exception {
        String text =
                body.replace("~n", "\n").replace("~r", "\r").replace("~t", "\t").replace("~e", "");
        byte[] bytes = text.replace("~bad", "\u0001x").replace("~bef", "\u0002").getBytes(UTF_8);
        for (int size : new int[] {1, 7, 1000}) {
            assertThat(outcome(CsvBody.of(dialect(how)), new Chunks(odd(bytes), size)))
                    .isEqualTo(expected.replace("~e", ""));
        }
    }

    /** A byte that is not UTF-8 for 1, a byte order mark for 2. */
    private static byte[] odd(byte[] bytes) {
        String latin =
                new String(bytes, ISO_8859_1).replace('\u0001', '\u00c3').replace("\u0002", "\u00ef\u00bb\u00bf");
        return latin.getBytes(ISO_8859_1);
    }

    private static CsvDialect dialect(String how) {
        return switch (how) {
            case "tsv" -> CsvDialect.TSV;
            case "semicolon" -> CsvDialect.CSV.separator(';');
            case "single" -> CsvDialect.CSV.quote(Optional.of('\''));
            case "unquoted" -> CsvDialect.CSV.quote(Optional.empty());
            case "no header" -> CsvDialect.CSV.header(false);
            case "columns" -> CsvDialect.CSV.columns(List.of("x", "y"));
            case "columns, no header" -> CsvDialect.CSV.header(false).columns(List.of("x", "y"));
            case "windows" -> CsvDialect.CSV.encoding(Charset.forName("windows-1252"));
            default -> CsvDialect.CSV;
        };
    }

    @Test
    void tellsOfTheLastRecordAndOfTheEnds() throws Exception {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",some text to fill the buffer several times\n");
        }
        Body body = CsvBody.of(CsvDialect.CSV)
                .read(stream(text.toString()), new Wanted(Set.of("next"), Set.of("id")), record -> {});
        assertThat(body.records()).isEqualTo(5000);
        assertThat(body.last()).isEqualTo(Map.of("id", "4999"));
        assertThat(body.values()).isEmpty();
        Body other = CsvBody.of(CsvDialect.CSV)
                .read(
                        stream("id,name\n0,some text to fill the buffer several times\n"
                                + "4999,some text to fill the buffer several times\n"),
                        Wanted.NOTHING,
                        record -> {});
        assertThat(other.fingerprint()).isEqualTo(body.fingerprint()).isNotZero();
    }

    @Test
    void theDeclaredCharsetHoldsUnlessAnotherIsSet() throws Exception {
        InputStream latin = new ByteArrayInputStream("a\né\n".getBytes(ISO_8859_1));
        assertThat(outcome(CsvBody.of(CsvDialect.CSV).in(ISO_8859_1), latin)).isEqualTo("{\"a\":\"é\"}");
        CsvDialect utf8 = CsvDialect.CSV.encoding(UTF_8);
        assertThat(outcome(CsvBody.of(utf8).in(ISO_8859_1), stream("a\né\n"))).isEqualTo("{\"a\":\"é\"}");
    }

    @Test
    void aValueOverTheLimitIsNamed() throws Exception {
        String large = "a,b\n1,2\n3,\"" + "x".repeat(200_000) + "\"\n";
        assertThat(outcome(CsvBody.of(CsvDialect.CSV.maxRecordBytes(70_000)), stream(large)))
                .isEqualTo(
                        "{\"a\":\"1\",\"b\":\"2\"} DATA the record that begins in line 3 has a value larger than 70000 "
                                + "bytes, the limit; Look for a quote that is not closed, or raise max_record_bytes; memory "
                                + "grows with it");
        assertThat(outcome(CsvBody.of(CsvDialect.CSV), stream(large))).hasSizeGreaterThan(200_000);
    }

    @Test
    void aBodyThatFailsToComeFailsAsItDoes() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThat(outcome(CsvBody.of(CsvDialect.CSV), new java.io.SequenceInputStream(stream("a\n1\n"), broken)))
                .endsWith("IO connection reset");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static String outcome(BodyFormat format, InputStream body) throws Exception {
        StringBuilder records = new StringBuilder();
        try {
            format.read(
                    body,
                    Wanted.NOTHING,
                    record -> records.append(records.isEmpty() ? "" : " ")
                            .append(new String(record.bytes(), record.offset(), record.length(), UTF_8)));
            return records.toString();
        } catch (IOException e) {
            return records + (records.isEmpty() ? "IO " : " IO ") + e.getMessage();
        } catch (SourceException e) {
            return records + (records.isEmpty() ? "" : " ") + e.kind() + " " + e.getMessage()
                    + e.remedy().map(remedy -> "; " + remedy).orElse("");
        }
    }
}
