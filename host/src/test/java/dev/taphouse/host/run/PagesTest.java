package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proof (d): pages of JSON whose records go to the host as the slices they are. */
class PagesTest {
    private static final int PAGES = 12;
    private static final int PER_PAGE = 5;
    private static final StreamSpec ORDERS = StreamSpec.of(
                    "orders",
                    Field.of("id", Type.INT64).notNull(),
                    Field.of("total", Type.decimal(10, 2)),
                    Field.of("paid", Type.BOOL),
                    Field.of("created", Type.INSTANT),
                    Field.of("note \"x\"", Type.TEXT),
                    Field.of(
                            "customer",
                            Type.object(Field.of("name", Type.TEXT).notNull(), Field.of("since", Type.DATE))),
                    Field.of("lines", Type.list(Type.object(Field.of("sku", Type.TEXT), Field.of("n", Type.INT32)))),
                    Field.of("extra", Type.JSON))
            .keys("id")
            .resume(StreamSpec.Resume.BY_POSITION);

    @Test
    void slicesBecomeRecordsAndUnknownNamesAreLeftOut() throws Exception {
        Messages messages = sync(Map.of(), read -> read, PagesTest::asSlices).messages();
        assertThat(messages.records("orders")).hasSize(PAGES * PER_PAGE);
        Map<String, Object> customer = new LinkedHashMap<>(Map.of("name", "Ann", "since", "2020-02-29"));
        customer.put("more", List.of(1L, Map.of()));
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("id", 7L);
        expected.put("total", new BigDecimal("1200.5"));
        expected.put("paid", true);
        expected.put("created", "2026-01-31T11:30:00Z");
        expected.put("note \"x\"", "line\nbreak \u20ac \ud83d\ude00");
        expected.put("customer", customer);
        expected.put("lines", Arrays.asList(Map.of("sku", "A", "n", 2L), null));
        expected.put("extra", Map.of("any", Arrays.asList(null, "x", new BigDecimal("1.50"))));
        assertThat(messages.records("orders").get(7)).isEqualTo(expected);
        assertThat(messages.schemas("orders").toString()).doesNotContain("unknown");
    }

    @Test
    void fieldByFieldIsTheSame() throws Exception {
        Messages slices = sync(Map.of(), read -> read, PagesTest::asSlices).messages();
        Messages fields = sync(Map.of(), read -> read, PagesTest::byField).messages();
        assertThat(fields.records("orders")).isEqualTo(slices.records("orders"));
    }

    @Test
    void deselectedFieldsAreDropped() throws Exception {
        UnaryOperator<StreamRead> some = read ->
                read.fields(List.of(ORDERS.fields().get(0), ORDERS.fields().get(4)));
        Messages messages = sync(Map.of(), some, PagesTest::asSlices).messages();
        assertThat(messages.records("orders").get(0).keySet()).containsExactly("id", "note \"x\"");
    }

    @Test
    void resumesFromEveryPage() throws Exception {
        Messages whole = sync(Map.of(), read -> read, PagesTest::asSlices).messages();
        assertThat(whole.states()).hasSizeGreaterThan(PAGES);
        for (int i = 0; i < whole.states().size() - 1; i++) {
            Messages before = whole.upToState(i);
            Messages after =
                    sync(before.lastState(), read -> read, PagesTest::asSlices).messages();
            List<String> ids = new ArrayList<>(before.values("orders", "id"));
            ids.addAll(after.values("orders", "id"));
            assertThat(ids).as("resumed from STATE %d", i).isEqualTo(whole.values("orders", "id"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1                        | stream 'orders': a JSON record cannot be read: '}' is missing, near '{"id":1'
            {"id":1}x                      | stream 'orders': a JSON record cannot be read: there is more after the value, near '{"id":1}x'
            [1]                            | stream 'orders': a JSON record cannot be read: '{' is missing, near '[1]'
            {"id":1,"id":2}                | stream 'orders': a JSON record has 'id' twice
            {"id":1,}                      | stream 'orders': a JSON record cannot be read: a name is missing, near '{"id":1,}'
            {"id":01}                      | stream 'orders': a JSON record cannot be read: a value is missing or not JSON, near '{"id":01}'
            {"id":1,"unknown":tru}         | stream 'orders': a JSON record cannot be read: a value is not JSON, near '{"id":1,"unknown":tru}'
            {"id":1,"extra":"\\x"}         | stream 'orders': a JSON record cannot be read: a string is not valid JSON in UTF-8, near '{"id":1,"extra":"\\x"}'
            {}                             | stream 'orders', field 'id' (INT64, not null): value null is not allowed here
            {"id":null}                    | stream 'orders', field 'id' (INT64, not null): value null is not allowed here
            {"id":"x"}                     | stream 'orders', field 'id' (INT64, not null): value 'x' is not an integer
            {"id":1.5}                     | stream 'orders', field 'id' (INT64, not null): value '1.5' is not an integer
            {"id":1,"total":1.234}         | stream 'orders', field 'total' (decimal(10,2)): value 1.234 has more digits than the type
            {"id":1,"paid":1}              | stream 'orders', field 'paid' (BOOL): value '1' is a number
            {"id":1,"customer":[]}         | stream 'orders', field 'customer' (object(name, since)): value '[…]' is a list
            {"id":1,"customer":{"name":null}} | stream 'orders', field 'customer.name' (TEXT, not null): value null is not allowed here
            {"id":1,"customer":{"since":5}} | stream 'orders', field 'customer.since' (DATE): value '5' is a number
            {"id":1,"lines":{}}            | stream 'orders', field 'lines' (list(object(sku, n))): value '{…}' is an object
            {"id":1,"lines":[{"n":2147483648}]} | stream 'orders', field 'lines[].n' (INT32): value 2147483648 does not fit 32 bits
            """)
    void documentsThatAreNoRowsAreRefused(String document, String message) throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ORDERS, (read, rows) -> slice(rows, document));
        Sync.Outcome outcome = Sync.of(session).run();
        String remedy = message.contains("field")
                ? ". Correct the value at the source, or give the field a type that" + " holds it"
                : "";
        assertThat(outcome.reason("orders")).isEqualTo(message + remedy);
        assertThat(outcome.messages().records("orders")).isEmpty();
    }

    @Test
    void documentMayBeDeepButNotWithoutEnd() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ORDERS, (read, rows) -> {
            slice(rows, "{\"id\":1,\"extra\":" + "[".repeat(400) + "]".repeat(400) + "}");
            slice(rows, "{\"id\":2,\"unknown\":" + "[".repeat(100_000) + "}");
        });
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.messages().values("orders", "id")).containsExactly("1");
        assertThat(outcome.reason("orders")).contains("it is nested deeper than 500");
    }

    private static Sync.Outcome sync(Map<String, @Nullable Object> state, UnaryOperator<StreamRead> how, Way way)
            throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ORDERS, (read, rows) -> {
            for (long page = read.from().int64("page").orElse(1); page <= PAGES; page++) {
                byte[] body = page(page);
                for (int[] bounds : records(body)) {
                    way.push(read, rows, body, bounds[0], bounds[1]);
                }
                rows.checkpoint(Position.of("page", page + 1));
            }
        });
        Sync.Outcome outcome = Sync.of(session).state(state).reads(how).run();
        assertThat(outcome.reason("orders")).isEmpty();
        return outcome;
    }

    private static void asSlices(StreamRead read, RowWriter rows, byte[] body, int from, int length) {
        rows.addJson(body, from, length);
    }

    /** As a connector does that parses the page anyway: a slice per field. */
    private static void byField(StreamRead read, RowWriter rows, byte[] body, int from, int length) {
        for (int[] member : members(body, from)) {
            String name = new String(body, member[0], member[1] - member[0], StandardCharsets.UTF_8)
                    .replace("\\u0078", "x")
                    .replace("\\\"", "\"");
            int field = read.indexOf(name);
            if (field >= 0) {
                rows.json(field, body, member[2], member[3] - member[2]);
            }
        }
        rows.end();
    }

    private static byte[] page(long page) {
        return IntStream.range(0, PER_PAGE)
                .mapToObj(i -> record((page - 1) * PER_PAGE + i))
                .collect(Collectors.joining(",\n  ", "{\"list\": [\n  ", "],\n \"next\": " + (page + 1) + "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String record(long id) {
        return """
                {"unknown": {"a": "]}\\"", "b": [1, {}]},
                 "id" : "%d", "created": "2026-01-31T13:30:00+02:00", "total": 1.2005E+3,
                 "note \\"\\u0078\\"": "line\\nbreak \\u20ac 😀", "paid": true,
                 "customer": { "name": "Ann",
                               "since": "2020-02-29", "more": [1, {}] },
                 "lines": [{"sku": "A", "n": 2.0}, null],
                 "extra": {"any": [null, "x", 1.50]}}""".formatted(id);
    }

    /** Where the records of a page are: offset and length. */
    private static List<int[]> records(byte[] body) {
        List<int[]> bounds = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '"') {
                i = afterString(body, i) - 1;
            } else if (body[i] == '{' || body[i] == '[') {
                from = depth == 2 ? i : from;
                depth++;
            } else if (body[i] == '}' || body[i] == ']') {
                depth--;
                if (depth == 2) {
                    bounds.add(new int[] {from, i + 1 - from});
                }
            }
        }
        return bounds;
    }

    /** The members of the object at {@code from}: bounds of name and value. */
    private static List<int[]> members(byte[] body, int from) {
        List<int[]> members = new ArrayList<>();
        int i = from + 1;
        while (true) {
            while (body[i] != '"') {
                if (body[i] == '}') {
                    return members;
                }
                i++;
            }
            int end = afterString(body, i);
            int value = end;
            while (body[value] == ' ' || body[value] == ':') {
                value++;
            }
            int valueEnd = afterValue(body, value);
            members.add(new int[] {i + 1, end - 1, value, valueEnd});
            i = valueEnd;
        }
    }

    private static int afterValue(byte[] body, int from) {
        int depth = 0;
        int i = from;
        while (true) {
            if (body[i] == '"') {
                i = afterString(body, i);
                continue;
            }
            if (depth == 0 && (body[i] == ',' || body[i] == '}')) {
                return i;
            }
            depth += body[i] == '{' || body[i] == '[' ? 1 : body[i] == '}' || body[i] == ']' ? -1 : 0;
            i++;
        }
    }

    private static int afterString(byte[] body, int quote) {
        int i = quote + 1;
        while (body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static void slice(RowWriter rows, String document) {
        byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
        rows.addJson(utf8, 0, utf8.length);
    }

    private interface Way {
        void push(StreamRead read, RowWriter rows, byte[] body, int from, int length);
    }
}
