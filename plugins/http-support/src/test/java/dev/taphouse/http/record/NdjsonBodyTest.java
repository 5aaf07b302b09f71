package dev.taphouse.http.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One JSON object after the other. */
class NdjsonBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ``",
                "` ~ ~` | ``",
                "{\"a\":1}~{\"a\":\"}\"}~ | {\"a\":1} {\"a\":\"}\"}",
                "{\"a\":1}{\"a\":2} | {\"a\":1} {\"a\":2}",
                "~~{\"a\":1}~~~{\"a\":2} | {\"a\":1} {\"a\":2}",
                "{\"a\":1}~7~ | DATA record 2 is no JSON object, at byte 8, near '{\"a\":1} 7'; "
                        + "One JSON document for all records is format json",
                "[{\"a\":1}] | DATA record 1 is no JSON object, at byte 0, near '[{\"a\":1}]'; "
                        + "One JSON document for all records is format json",
                "<html> | DATA the body is HTML or XML, not JSON: it begins with '<html>'; Check base_url and path: "
                        + "a page for people, such as one to log in, is no answer of an API",
                "{\"a\":1}~{\"a\": | IO the body ends in the middle of its JSON, after 13 bytes, near '{\"a\":1} {\"a\":'",
                "{\"a\":\"x\"y\"}~{\"a\":1}~ | DATA the body is not JSON: a comma or } is missing, at byte 8, near "
                        + "'{\"a\":\"x\"y\"} {\"a\":1}'",
            })
    void comesOut(String body, String expected) throws Exception {
        byte[] bytes = body.replace('~', '\n').getBytes(UTF_8);
        for (int size : new int[] {1, 3, 1000}) {
            assertThat(JsonBodyTest.outcome(NdjsonBody.create(), new Chunks(bytes, size)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void tellsOfTheLastRecord() throws Exception {
        byte[] body = "{\"id\":1}\n{\"id\":2}\n".getBytes(UTF_8);
        Body read = NdjsonBody.create().read(new Chunks(body, 5), new Wanted(Set.of("id"), Set.of("id")), r -> {});
        assertThat(read.records()).isEqualTo(2);
        assertThat(read.last()).isEqualTo(Map.of("id", "2"));
        assertThat(read.values()).isEmpty();
    }

    @Test
    void aRecordOverTheLimitIsNamed() throws Exception {
        byte[] body = ("{\"id\":1}\n{\"id\":\"" + "x".repeat(100_000) + "\"}\n").getBytes(UTF_8);
        assertThat(JsonBodyTest.outcome(NdjsonBody.create().maxRecordBytes(50_000), new Chunks(body, 999)))
                .isEqualTo("DATA record 2 has more than 50000 bytes, the limit; "
                        + "Raise max_record_bytes; memory grows with it");
    }

    @Test
    void anotherCharsetIsRecoded() throws Exception {
        byte[] body = "{\"a\":\"é\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertThat(JsonBodyTest.outcome(
                        NdjsonBody.create().in(java.nio.charset.StandardCharsets.UTF_16LE), new Chunks(body, 3)))
                .isEqualTo("{\"a\":\"é\"}");
    }
}
