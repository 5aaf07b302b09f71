package dev.taphouse.http.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random documents, in pieces of many sizes: bounds and values are those that jackson-core finds. {@code
 * -Ddocuments=N} reads more, {@code -Dseed=N} others.
 */
class RandomJsonTest {
    private static final long SEED = Long.getLong("seed", 20260131L);
    private static final int DOCUMENTS = Integer.getInteger("documents", 400);
    private static final int[] SIZES = {1, 2, 3, 7, 8, 9, 64, 1 << 20};
    private static final Set<String> INSIDE = Set.of("id", "name", "meta.id", "customer.next", "a\\.b", "id2", "x\"y");

    private final JsonFactory jackson = new JsonFactory();
    private final Random random = new Random(SEED);

    @Test
    void boundsAndValuesAreThoseOfJackson() throws Exception {
        long records = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] page = new RandomJson(random).page(random.nextInt(6)).getBytes(UTF_8);
            List<String> expected = new ArrayList<>();
            Map<String, String> values = new HashMap<>();
            oracle(page, expected, values);
            for (int size : SIZES) {
                List<String> found = new ArrayList<>();
                Map<String, String> last = new HashMap<>();
                Body body = JsonBody.at("data[*]")
                        .checked()
                        .read(new Chunks(page, size), new Wanted(Set.of("next", "meta.deep"), INSIDE), record -> {
                            found.add(new String(record.bytes(), record.offset(), record.length(), UTF_8));
                            last.clear();
                            INSIDE.forEach(path -> record.text(path).ifPresent(text -> last.put(path, text)));
                        });
                String what = "seed " + SEED + ", pieces of " + size + ": " + new String(page, UTF_8);
                assertThat(found).as(what).isEqualTo(expected);
                assertThat(body.records()).as(what).isEqualTo(expected.size());
                assertThat(body.values()).as(what).isEqualTo(values);
                assertThat(body.last()).as(what).isEqualTo(last);
                if (!expected.isEmpty()) {
                    assertThat(last).as(what).isEqualTo(scalars(expected.get(expected.size() - 1)));
                }
            }
            records += expected.size();
        }
        assertThat(records).isGreaterThan(DOCUMENTS);
    }

    @Test
    void anyDocumentIsJudgedAsJacksonDoes() throws Exception {
        int wrong = 0;
        for (int i = 0; i < DOCUMENTS * 5; i++) {
            byte[] document = new RandomJson(random).document().getBytes(UTF_8);
            if (random.nextBoolean() && document.length > 0) {
                document[random.nextInt(document.length)] =
                        (byte) (1 + random.nextInt(255)); // a zero looks like UTF-16 to jackson
            }
            boolean valid = isValid(document);
            wrong += valid ? 0 : 1;
            for (int size : SIZES) {
                assertThat(grammarTakes(document, size))
                        .as("seed %d, pieces of %d: %s", SEED, size, new String(document, UTF_8))
                        .isEqualTo(valid);
            }
        }
        assertThat(wrong).isGreaterThan(DOCUMENTS / 4);
    }

    private static boolean grammarTakes(byte[] document, int size) {
        JsonGrammar grammar = new JsonGrammar(500);
        grammar.begin();
        int at = 0;
        while (at < document.length && !grammar.isDone() && grammar.problem() == null) {
            at = grammar.feed(document, at, Math.min(document.length, at + size));
        }
        while (at < document.length && Json.isSpace(document[at])) {
            at++;
        }
        return grammar.problem() == null && grammar.finish() && at == document.length;
    }

    private boolean isValid(byte[] document) throws IOException {
        try (JsonParser parser = jackson.createParser(document)) {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(document)); // which jackson does less strictly
            if (parser.nextToken() == null) {
                return false;
            }
            text(parser);
            if (parser.currentToken().isStructStart()) {
                int depth = 1;
                while (depth > 0) {
                    JsonToken token = parser.nextToken();
                    text(parser);
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                }
            }
            return parser.nextToken() == null;
        } catch (JsonParseException | CharacterCodingException e) {
            return false;
        }
    }

    /** Makes the parser look at the whole token. */
    private static void text(JsonParser parser) throws IOException {
        parser.getText();
    }

    private void oracle(byte[] page, List<String> records, Map<String, String> values) throws IOException {
        try (JsonParser parser = jackson.createParser(page)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("data")) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        int from = (int) parser.currentTokenLocation().getByteOffset();
                        parser.skipChildren();
                        int to = (int) parser.currentTokenLocation().getByteOffset() + 1;
                        records.add(new String(page, from, to - from, UTF_8));
                    }
                } else if (name.equals("meta")) {
                    parser.nextToken();
                    note(parser, "meta.deep", parser.nextToken(), values);
                    parser.nextToken();
                } else if (token.isStructStart()) {
                    parser.skipChildren();
                } else if (name.equals("next")) {
                    note(parser, name, token, values);
                }
            }
        }
    }

    private static void note(JsonParser parser, String path, JsonToken token, Map<String, String> values)
            throws IOException {
        if (token != JsonToken.VALUE_NULL) {
            values.put(path, parser.getText());
        }
    }

    /** What is at the paths {@link #INSIDE}; the first of several members of a name. */
    private Map<String, String> scalars(String record) throws IOException {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = jackson.createParser(record.getBytes(UTF_8))) {
            parser.nextToken();
            walk(parser, "", values);
        }
        values.keySet().retainAll(INSIDE);
        return values;
    }

    private static void walk(JsonParser parser, String prefix, Map<String, String> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName().replace(".", "\\.");
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                walk(parser, path + ".", values);
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                note(parser, path, token, values);
            }
        }
    }
}
