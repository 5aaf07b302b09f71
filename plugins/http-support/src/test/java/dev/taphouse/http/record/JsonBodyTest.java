package dev.taphouse.http.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One JSON document: its records, what is noted beside them, and what is said of those that are not as they should be. */
class JsonBodyTest {
    private static final Wanted NEXT = new Wanted(Set.of("next", "meta.total"), Set.of("id", "by.name"));

    @ParameterizedTest(name = "{0} of {1}")
    @CsvFileSource(resources = "json-bodies.txt", delimiter = '|', quoteCharacter = '~', maxCharsPerColumn = 10_000)
    void comesOut(String path, String body, String expected) throws Exception {
        for (int size : new int[] {1, 3, 8, 1000}) {
            assertThat(outcome(JsonBody.at(path).checked(), new Chunks(body.getBytes(UTF_8), size)))
                    .as("pieces of %d", size)
                    .isEqualTo(expected == null ? "" : expected);
        }
    }

    @Test
    void notesValuesBeforeAndAfterTheRecordsAndOfTheLast() throws Exception {
        Body body = read(JsonBody.at("data[*]"), """
                {"meta":{"total":2,"x":[]},"data":[{"id":1},{"id":2,"by":{"name":"\\u00e9\\n"}}],"next":"a\\"b"}
                """);
        assertThat(body.records()).isEqualTo(2);
        assertThat(body.values()).isEqualTo(Map.of("meta.total", "2", "next", "a\"b"));
        assertThat(body.last()).isEqualTo(Map.of("id", "2", "by.name", "é\n"));
    }

    @Test
    void notesNoNullObjectOrList() throws Exception {
        Body body = read(JsonBody.at("data[*]"), """
                {"next":null,"meta":{"total":{"a":1}},"data":[{"id":[],"by":{"name":null}}]}
                """);
        assertThat(body.values()).isEmpty();
        assertThat(body.last()).isEmpty();
    }

    @Test
    void notesValuesInTheOneRecordThatTheDocumentIs() throws Exception {
        Body body = read(JsonBody.at(""), "{\"id\":7,\"meta\":{\"total\":2},\"next\":\"n\"}");
        assertThat(body.values()).isEqualTo(Map.of("meta.total", "2", "next", "n"));
        assertThat(body.last()).isEqualTo(Map.of("id", "7"));
    }

    @Test
    void theFingerprintIsThatOfTheFirstAndTheLastRecord() throws Exception {
        long page = fingerprint("{\"data\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"next\":\"a\"}");
        assertThat(fingerprint("{\"data\":[{\"id\":1},{\"id\":9},{\"id\":3}],\"next\":\"b\"}"))
                .isEqualTo(page);
        assertThat(fingerprint("{\"data\":[{\"id\":1},{\"id\":2},{\"id\":4}]}")).isNotEqualTo(page);
        assertThat(fingerprint("{\"data\":[{\"id\":2},{\"id\":2},{\"id\":3}]}")).isNotEqualTo(page);
        assertThat(fingerprint("{\"data\":[{\"id\":3},{\"id\":2},{\"id\":1}]}")).isNotEqualTo(page);
        assertThat(fingerprint("{\"data\":[]}")).isZero();
    }

    @Test
    void theLastRecordIsKnownAlsoWhenItsBytesAreGone() throws Exception {
        String page = "{\"data\":[{\"id\":1}],\"rest\":\"" + "x".repeat(200_000) + "\",\"next\":\"n\"}";
        Body body = read(JsonBody.at("data[*]"), page);
        assertThat(body.last()).isEqualTo(Map.of("id", "1"));
        assertThat(body.values()).isEqualTo(Map.of("next", "n"));
        assertThat(body.fingerprint()).isEqualTo(fingerprint("{\"data\":[{\"id\":1}]}"));
    }

    @Test
    void nullIsEmptyWhereThatIsSaid() throws Exception {
        for (String body : new String[] {"{\"data\":null}", "null", "{\"data\":{\"rows\":null}}"}) {
            String path = body.contains("rows") ? "data.rows[*]" : "data[*]";
            assertThat(outcome(JsonBody.at(path).nullIsEmpty(), body)).isEmpty();
        }
        assertThat(outcome(JsonBody.at("list[*].item").nullIsEmpty(), "{\"list\":[{\"item\":null},{\"item\":{}}]}"))
                .isEqualTo("{}");
        assertThat(outcome(JsonBody.at("data[*]").nullIsEmpty(), "{\"data\":[null]}"))
                .isEqualTo("DATA no records at records_path \"data[*]\": element 1 of 'data' is null, not an object");
        assertThat(outcome(JsonBody.at("data[*]").nullIsEmpty(), "{}")).startsWith("DATA no records");
    }

    @Test
    void absentIsEmptyWhereThatIsSaid() throws Exception {
        for (String body : new String[] {"{}", "", " \n", "{\"total\":0}"}) {
            assertThat(outcome(JsonBody.at("data[*]").absentIsEmpty(), body)).isEmpty();
        }
        assertThat(outcome(JsonBody.at("data[*]").absentIsEmpty(), "{\"data\":null}"))
                .startsWith("DATA no records");
        assertThat(outcome(JsonBody.at("data[*]").absentIsEmpty(), "{\"data\":["))
                .startsWith("IO the body ends");
    }

    @Test
    void aRecordOverTheLimitIsNamed() throws Exception {
        String large = "{\"data\":[{},{\"a\":\"" + "x".repeat(100_000) + "\"}]}";
        assertThat(outcome(JsonBody.at("data[*]").maxRecordBytes(200_000), large))
                .hasSize(100_000 + 11);
        assertThat(outcome(JsonBody.at("data[*]").maxRecordBytes(50_000), large))
                .isEqualTo("DATA record 2 at records_path \"data[*]\" has more than 50000 bytes, the limit; "
                        + "Raise max_record_bytes; memory grows with it");
    }

    @Test
    void aRecordWithoutEndIsMalformedRatherThanTooLarge() throws Exception {
        String open = "{\"data\":[{\"a\":\"b\"c\"},{\"a\":\"" + "x".repeat(100_000) + "\"}]}";
        assertThat(outcome(JsonBody.at("data[*]").maxRecordBytes(50_000), open))
                .isEqualTo("DATA the body is not JSON: a comma or } is missing, at byte 17, near "
                        + "'{\"a\":\"b\"c\"},{\"a\":\"xxxxxxxxxx'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":%s}", "[{\"a\":%s}]", "{\"b\":%s,\"a\":[]}"})
    void nestedTooDeepIsRefused(String document) throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String path = document.startsWith("[") ? "[*]" : document.startsWith("{\"b") ? "a[*]" : "";
        assertThat(outcome(JsonBody.at(path), document.formatted(deep)))
                .startsWith("DATA the body is not JSON: it is nested deeper than 500, at byte 50");
    }

    @Test
    void aMalformedRecordIsRefusedWhereNoWriterChecksIt() throws Exception {
        assertThat(outcome(JsonBody.at("[*]"), "[{\"a\":nope}]")).isEqualTo("{\"a\":nope}");
        assertThat(outcome(JsonBody.at("[*]").checked(), "[{\"a\":nope}]"))
                .isEqualTo("DATA the body is not JSON: a value is neither true, false nor null, at byte 7, near "
                        + "'[{\"a\":nope}]'");
    }

    @Test
    void aStringThatIsNotUtf8IsRefused() throws Exception {
        byte[] body = "{\"a\":[],\"b\":\"x\"}".getBytes(UTF_8);
        body[13] = (byte) 0xC3;
        assertThat(outcome(JsonBody.at("a[*]"), new ByteArrayInputStream(body)))
                .startsWith("DATA the body is not JSON: a string is not UTF-8, at byte 14, near '{\"a\":[],\"b\":\"");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,''", "UTF-8,efbbbf", "ISO-8859-1,efbbbf", "UTF-8,feff", "UTF-8,fffe", "UTF-16LE,''"})
    void aByteOrderMarkHoldsAgainstTheDeclaredCharset(String declared, String mark) throws Exception {
        Charset actual = mark.equals("feff")
                ? StandardCharsets.UTF_16BE
                : mark.equals("fffe") || declared.equals("UTF-16LE") ? StandardCharsets.UTF_16LE : UTF_8;
        byte[] text = "[{\"a\":\"é😀\"}]".getBytes(actual);
        byte[] start = java.util.HexFormat.of().parseHex(mark);
        byte[] body = Arrays.copyOf(start, start.length + text.length);
        System.arraycopy(text, 0, body, start.length, text.length);
        for (int size : new int[] {1, 2, 3, 100}) {
            assertThat(outcome(JsonBody.at("[*]").in(Charset.forName(declared)), new Chunks(body, size)))
                    .isEqualTo("{\"a\":\"é😀\"}");
        }
    }

    @Test
    void anotherCharsetIsRecoded() throws Exception {
        String text = "[" + String.join(",", Collections.nCopies(2000, "{\"a\":\"äöü€\"}")) + "]";
        assertThat(outcome(
                        JsonBody.at("[*]").in(Charset.forName("windows-1252")),
                        new ByteArrayInputStream(text.getBytes("windows-1252"))))
                .isEqualTo(String.join(" ", Collections.nCopies(2000, "{\"a\":\"äöü€\"}")));
        assertThat(outcome(
                        JsonBody.at("[*]").in(StandardCharsets.UTF_16BE),
                        new ByteArrayInputStream(new byte[] {0, '[', (byte) 0xDC, 0, 0, ']'})))
                .isEqualTo("DATA the body is not in UTF-16BE, as its Content-Type says");
    }

    @Test
    void aBodyThatFailsToComeFailsAsItDoes() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> JsonBody.at("[*]").read(broken, Wanted.NOTHING, record -> {}))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void whatTheConsumerThrowsPassesUnchanged() {
        Exception stop = new InterruptedException("stop");
        assertThatThrownBy(() -> JsonBody.at("[*]")
                        .read(new Chunks("[{}]".getBytes(UTF_8), 9), Wanted.NOTHING, record -> {
                            throw stop;
                        }))
                .isSameAs(stop);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data[0] | only [*] may stand in brackets",
                "data[*]x | after [*] comes a dot or nothing",
                "data. | it ends with a dot",
                ".data | a name is empty",
                "a..b | a name is empty",
            })
    void aWrongPathIsRefused(String path, String why) {
        assertThatThrownBy(() -> JsonBody.at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + path + "' is no path of records: " + why
                        + "; paths look like data[*], list[*].item or [*]");
    }

    @Test
    void aPathOfAValueHasNoLists() {
        Wanted wanted = new Wanted(Set.of("a[*].b"), Set.of());
        assertThatThrownBy(() -> JsonBody.at("").read(InputStream.nullInputStream(), wanted, record -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'a[*].b' is no path of one value: it is names with dots between, without [*]");
    }

    private static Body read(JsonBody format, String body) throws Exception {
        return format.read(new ByteArrayInputStream(body.getBytes(UTF_8)), NEXT, record -> {});
    }

    private static long fingerprint(String body) throws Exception {
        return read(JsonBody.at("data[*]"), body).fingerprint();
    }

    private static String outcome(BodyFormat format, String body) throws Exception {
        return outcome(format, new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    /** The records with blanks between, or the failure. */
    static String outcome(BodyFormat format, InputStream body) throws Exception {
        StringBuilder records = new StringBuilder();
        try {
            format.read(
                    body,
                    NEXT,
                    record -> records.append(records.isEmpty() ? "" : " ")
                            .append(new String(record.bytes(), record.offset(), record.length(), UTF_8)));
            return records.toString();
        } catch (IOException e) {
            return "IO " + e.getMessage();
        } catch (SourceException e) {
            return e.kind() + " " + e.getMessage()
                    + e.remedy().map(remedy -> "; " + remedy).orElse("");
        }
    }
}
