package dev.taphouse.host.protocol;

import static dev.taphouse.host.protocol.Rows.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One value has one form on stdout, whichever way it came. */
class ValuesTest {
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    /** A value of a type: its token, its canonical text, the objects and setters that say the same. */
    record Case(Type type, String token, String text, List<Object> objects, List<Consumer<RowWriter>> setters) {
        @Override
        public String toString() {
            return type + " " + token;
        }
    }

    @SafeVarargs
    private static Case value(
            Type type, String token, String text, List<Object> objects, Consumer<RowWriter>... setters) {
        return new Case(type, token, text, objects, List.of(setters));
    }

    static Stream<Case> values() {
        Instant instant = Instant.parse("2026-01-31T13:30:00.123456Z");
        Instant second = Instant.parse("0001-01-01T00:00:00Z");
        long day = LocalDate.parse("9999-12-31").toEpochDay();
        byte[] bytes = {0, (byte) 0xAB, (byte) 0xFF};
        return Stream.of(
                value(Type.BOOL, "true", "true", List.of(true, "true"), w -> w.bool(0, true)),
                value(Type.BOOL, "false", "false", List.of(false), w -> w.bool(0, false)),
                value(
                        Type.INT16,
                        "-32768",
                        "-32768",
                        List.of(-32768, (short) -32768, -32768L, new BigDecimal("-32768"), new BigDecimal("-32768.0")),
                        w -> w.int64(0, -32768),
                        w -> w.decimal(0, BigDecimal.valueOf(-32768))),
                value(Type.INT32, "2147483647", "2147483647", List.of(2147483647), w -> w.int64(0, 2147483647)),
                value(
                        Type.INT64,
                        "-9223372036854775808",
                        "-9223372036854775808",
                        List.of(Long.MIN_VALUE, BigInteger.valueOf(Long.MIN_VALUE)),
                        w -> w.int64(0, Long.MIN_VALUE)),
                value(
                        Type.INTEGER,
                        "18446744073709551616",
                        "18446744073709551616",
                        List.of(BigInteger.TWO.pow(64), new BigDecimal("18446744073709551616")),
                        w -> w.decimal(0, new BigDecimal("18446744073709551616"))),
                value(Type.INTEGER, "7", "7", List.of(new AtomicLong(7), (byte) 7), w -> w.int64(0, 7)),
                value(Type.FLOAT64, "0.1", "0.1", List.of(0.1, 0.1f, new BigDecimal("0.1")), w -> w.float64(0, 0.1)),
                value(Type.FLOAT64, "1.0E10", "1.0E10", List.of(1e10), w -> w.float64(0, 1e10)),
                value(Type.FLOAT64, "5.0", "5.0", List.of(5.0, 5), w -> w.int64(0, 5)),
                value(Type.FLOAT32, "0.1", "0.1", List.of(0.1f, 0.1), w -> w.float64(0, 0.1)),
                value(Type.FLOAT32, "3.4028235E38", "3.4028235E38", List.of(Float.MAX_VALUE)),
                value(
                        Type.DECIMAL,
                        "1.50",
                        "1.50",
                        List.of(new BigDecimal("1.50")),
                        w -> w.decimal(0, new BigDecimal("1.50"))),
                value(Type.DECIMAL, "7", "7", List.of(7, 7L), w -> w.int64(0, 7)),
                value(Type.decimal(4, 2), "-12.34", "-12.34", List.of(new BigDecimal("-12.34"))),
                value(Type.decimal(2, 2), "0", "0", List.of(0, BigDecimal.ZERO), w -> w.int64(0, 0)),
                value(Type.decimal(2, 2), "0.05", "0.05", List.of(new BigDecimal("0.05"))),
                value(
                        Type.TEXT,
                        "\"a\\\"\\\\\\n\\t\\u0000\u20ac\ud83d\ude00/\"",
                        "a\"\\\n\t\0\u20ac\ud83d\ude00/",
                        List.of(new StringBuilder("a\"\\\n\t\0\u20ac\ud83d\ude00/")),
                        w -> w.text(0, "a\"\\\n\t\0\u20ac\ud83d\ude00/")),
                value(Type.TEXT, "\"\"", "", List.of("")),
                value(Type.TEXT, "\"true\"", "true", List.of(true), w -> w.bool(0, true)),
                value(Type.TEXT, "\"7\"", "7", List.of(7), w -> w.int64(0, 7)),
                value(Type.TEXT, "\"1.50\"", "1.50", List.of(new BigDecimal("1.50"))),
                value(
                        Type.TEXT,
                        "\"9999-12-31\"",
                        "9999-12-31",
                        List.of(LocalDate.MAX.withYear(9999)),
                        w -> w.date(0, day)),
                value(
                        Type.TEXT,
                        "\"13:30:00\"",
                        "13:30:00",
                        List.of(LocalTime.of(13, 30)),
                        w -> w.time(0, 48_600_000_000_000L)),
                value(
                        Type.TEXT,
                        "\"2026-01-31T13:30:00.123456Z\"",
                        "2026-01-31T13:30:00.123456Z",
                        List.of(instant),
                        w -> w.instant(0, instant.getEpochSecond(), instant.getNano())),
                value(Type.TEXT, "\"" + ID + "\"", ID, List.of(UUID.fromString(ID))),
                value(
                        Type.text(2),
                        "\"\u20ac\ud83d\ude00\"",
                        "\u20ac\ud83d\ude00",
                        List.of("\u20ac\ud83d\ude00"),
                        w -> w.text(0, "\u20ac\ud83d\ude00")),
                value(Type.BYTES, "\"00abff\"", "00abff", List.of(bytes), w -> w.bytes(0, bytes, 0, 3)),
                value(
                        Type.DATE,
                        "\"9999-12-31\"",
                        "9999-12-31",
                        List.of(LocalDate.ofEpochDay(day)),
                        w -> w.date(0, day)),
                value(Type.DATE, "\"2024-02-29\"", "2024-02-29", List.of(LocalDate.of(2024, 2, 29))),
                value(Type.TIME, "\"24:00:00\"", "24:00:00", List.of(), w -> w.time(0, 86_400_000_000_000L)),
                value(
                        Type.TIME,
                        "\"00:00:00.000001\"",
                        "00:00:00.000001",
                        List.of(LocalTime.ofNanoOfDay(1000)),
                        w -> w.time(0, 1000)),
                value(
                        Type.INSTANT,
                        "\"2026-01-31T13:30:00.123456Z\"",
                        "2026-01-31T13:30:00.123456Z",
                        List.of(
                                instant,
                                OffsetDateTime.parse("2026-01-31T15:30:00.123456+02:00"),
                                ZonedDateTime.parse("2026-01-31T14:30:00.123456+01:00[Europe/Vienna]")),
                        w -> w.instant(0, instant.getEpochSecond(), instant.getNano())),
                value(
                        Type.TIMESTAMP,
                        "\"0001-01-01T00:00:00Z\"",
                        "0001-01-01T00:00:00Z",
                        List.of(LocalDateTime.parse("0001-01-01T00:00:00"), second),
                        w -> w.instant(0, second.getEpochSecond(), 0)),
                value(Type.UUID, "\"" + ID + "\"", ID, List.of(UUID.fromString(ID)), w -> w.text(0, ID)),
                value(Type.JSON, "\"x\"", "x", List.of("x"), w -> w.text(0, "x")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void isTheSameWhicheverWayItCame(Case c) {
        byte[] text = utf8(c.text());
        byte[] token = utf8(c.token());
        byte[] document = utf8(" {\"f\" : " + c.token() + "\n}");
        assertThat(Rows.token(c.type(), w -> w.utf8(0, text, 0, text.length)))
                .as("utf8")
                .isEqualTo(c.token());
        assertThat(Rows.token(c.type(), w -> w.text(0, c.text()))).as("text").isEqualTo(c.token());
        assertThat(Rows.token(c.type(), w -> w.json(0, token, 0, token.length)))
                .as("json")
                .isEqualTo(c.token());
        assertThat(Rows.token(c.type(), w -> w.addJson(document, 0, document.length)))
                .as("addJson")
                .isEqualTo(c.token());
        for (Object object : c.objects()) {
            String as = object.getClass().getSimpleName();
            assertThat(Rows.token(c.type(), w -> w.value(0, object))).as(as).isEqualTo(c.token());
            assertThat(Rows.token(c.type(), w -> w.add(Map.of("f", object))))
                    .as(as)
                    .isEqualTo(c.token());
        }
        for (Consumer<RowWriter> setter : c.setters()) {
            assertThat(Rows.token(c.type(), setter)).isEqualTo(c.token());
        }
        if (!c.token().startsWith("\"")) {
            byte[] quoted = utf8(Json.text(c.text()));
            assertThat(Rows.token(c.type(), w -> w.json(0, quoted, 0, quoted.length)))
                    .as("canonical text in JSON is a string")
                    .isEqualTo(c.token());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BOOL      | TRUE                              | true
            INTEGER   | +7                                | 7
            INTEGER   | 007                               | 7
            INTEGER   | -0                                | 0
            INTEGER   | 3.0                               | 3
            INTEGER   | 1e3                               | 1000
            INT64     | 9223372036854775807               | 9223372036854775807
            DECIMAL   | 1.5e3                             | 1500
            DECIMAL   | 1E-3                              | 0.001
            DECIMAL   | -0.50                             | -0.50
            DECIMAL   | .5                                | 0.5
            decimal   | 1.500                             | 1.5
            FLOAT64   | 5                                 | 5.0
            FLOAT64   | 1e5                               | 100000.0
            FLOAT64   | NaN                               | null
            FLOAT64   | -Infinity                         | null
            FLOAT64   | 1e400                             | null
            FLOAT32   | 1e300                             | null
            DATE      | 0000-12-31                        | null
            DATE      | +10000-01-01                      | null
            TIME      | 13:30                             | "13:30:00"
            TIME      | 13:30:00.5                        | "13:30:00.500000"
            TIME      | 13:30:00.000000                   | "13:30:00"
            TIME      | 24:00                             | "24:00:00"
            INSTANT   | 2026-01-31T15:30:00+02:00         | "2026-01-31T13:30:00Z"
            INSTANT   | 2026-01-31 15:30:00+02            | "2026-01-31T13:30:00Z"
            INSTANT   | 2026-01-31t15:30:00+0230          | "2026-01-31T13:00:00Z"
            INSTANT   | 2026-01-31T13:30Z                 | "2026-01-31T13:30:00Z"
            INSTANT   | 2026-01-31T13:30:00.5Z            | "2026-01-31T13:30:00.500000Z"
            INSTANT   | 2026-01-31T13:30:00.000000Z       | "2026-01-31T13:30:00Z"
            INSTANT   | 0001-01-01T00:00:00+02:00         | null
            INSTANT   | 9999-12-31T23:59:59.999999Z       | "9999-12-31T23:59:59.999999Z"
            INSTANT   | +10000-01-01T00:00:00Z            | null
            TIMESTAMP | 2026-01-31 13:30:00               | "2026-01-31T13:30:00Z"
            TIMESTAMP | 2026-01-31T13:30:00.1234567891234 | "2026-01-31T13:30:00.123456Z"
            UUID      | 0F8FAD5B-D9CB-469F-A165-70867728950E | "0f8fad5b-d9cb-469f-a165-70867728950e"
            BYTES     | 00ABff                            | "00abff"
            """)
    void otherValidTextIsRewritten(String type, String text, String token) {
        byte[] utf8 = utf8(text);
        assertThat(Rows.token(type(type), w -> w.utf8(0, utf8, 0, utf8.length))).isEqualTo(token);
        assertThat(Rows.token(type(type), w -> w.text(0, text))).isEqualTo(token);
        byte[] json = utf8(Json.text(text));
        assertThat(Rows.token(type(type), w -> w.json(0, json, 0, json.length))).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BOOL      | 1                     | is not true or false
            INT16     | 32768                 | does not fit 16 bits
            INT32     | -2147483649           | does not fit 32 bits
            INT64     | 9223372036854775808   | does not fit 64 bits
            INTEGER   | 1.5                   | is not an integer
            INTEGER   | ``                    | is not an integer
            INTEGER   | 1e999999999           | has too large an exponent
            DECIMAL   | 1e999999999           | has too large an exponent
            DECIMAL   | NaN                   | is not a decimal number
            DECIMAL   | 1,5                   | is not a decimal number
            decimal   | 123                   | has more digits than the type
            decimal   | 1.505                 | has more digits than the type
            FLOAT64   | 0x1p3                 | is not a number
            FLOAT64   | 1.5f                  | is not a number
            FLOAT64   | x                     | is not a number
            DATE      | 0000-00-00            | is not a date like 2026-01-31
            DATE      | 2026-02-29            | is not a date like 2026-01-31
            DATE      | 1900-02-29            | is not a date like 2026-01-31
            DATE      | 2026-1-31             | is not a date like 2026-01-31
            TIME      | 24:00:01              | is not a time like 13:30:00
            TIME      | 23:59:60              | is not a time like 13:30:00
            INSTANT   | 2026-01-31T13:30:00   | has no zone, which a point in time needs
            INSTANT   | 2026-01-31T24:00:00Z  | is not a date and time like 2026-01-31T13:30:00Z
            INSTANT   | 2026-01-31            | is not a date and time like 2026-01-31T13:30:00Z
            TIMESTAMP | 0000-00-00 00:00:00   | is not a date and time like 2026-01-31T13:30:00Z
            UUID      | 0f8fad5bd9cb469fa16570867728950e | is not a UUID
            BYTES     | 0                     | is not hex
            BYTES     | zz                    | is not hex
            text      | abc                   | is longer than 2 characters
            list      | abc                   | is plain text, where a structure is wanted
            object    | abc                   | is plain text, where a structure is wanted
            """)
    void theRestIsRefused(String type, String text, String why) {
        byte[] utf8 = utf8(text);
        byte[] json = utf8(Json.text(text));
        List<Consumer<RowWriter>> ways = List.of(
                w -> w.utf8(0, utf8, 0, utf8.length),
                w -> w.text(0, text),
                w -> w.value(0, text),
                w -> w.json(0, json, 0, json.length));
        for (Consumer<RowWriter> way : ways) {
            assertThatThrownBy(() -> Rows.token(type(type), way))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("stream 's', field 'f' (" + type(type) + "): value ")
                    .hasMessageEndingWith(why)
                    .extracting(e -> ((SourceException) e).kind())
                    .isEqualTo(SourceException.Kind.DATA);
        }
    }

    @Test
    void settersTakeTheirNaturalTypesAlone() {
        byte[] one = {1};
        refused(Type.BOOL, w -> w.int64(0, 1), "value 1 is an integer");
        refused(Type.INT64, w -> w.bool(0, true), "value true is a boolean");
        refused(Type.INT64, w -> w.float64(0, 1), "value 1.0 is a floating-point number");
        refused(Type.INT64, w -> w.decimal(0, new BigDecimal("1.5")), "value 1.5 is not an integer");
        refused(Type.INT64, w -> w.decimal(0, new BigDecimal("1e999999999")), "has too large an exponent");
        refused(Type.TEXT, w -> w.decimal(0, new BigDecimal("1e999999999")), "has too large an exponent");
        refused(Type.DATE, w -> w.int64(0, 1), "value 1 is an integer");
        refused(Type.DATE, w -> w.instant(0, 1, 0), "value 'second 1' is a point in time");
        refused(Type.TIME, w -> w.date(0, 1), "value 'day 1' is a date");
        refused(Type.TIME, w -> w.time(0, -1), "value -1 nanoseconds are not a time of day");
        refused(Type.TIME, w -> w.time(0, 86_400_000_000_001L), "nanoseconds are not a time of day");
        refused(Type.INSTANT, w -> w.instant(0, 0, 1_000_000_000), "value 1000000000 nanoseconds are not a part of a");
        refused(Type.INSTANT, w -> w.value(0, LocalDateTime.MIN), "has no zone, which a point in time needs");
        refused(Type.INSTANT, w -> w.time(0, 1), "value 'nanosecond 1' is a time");
        refused(Type.TEXT, w -> w.bytes(0, one, 0, 1), "value of 1 bytes is bytes");
        refused(Type.UUID, w -> w.value(0, 5), "value 5 is an integer");
        refused(Type.FLOAT64, w -> w.int64(0, Long.MAX_VALUE), "cannot be held exactly by FLOAT64");
        refused(Type.FLOAT32, w -> w.int64(0, Long.MAX_VALUE), "cannot be held exactly by FLOAT32");
        refused(Type.FLOAT32, w -> w.int64(0, 16_777_217), "cannot be held exactly by FLOAT32");
        refused(Type.TEXT, w -> w.value(0, new Object[0]), "which a row does not take");
        refused(Type.TEXT, w -> w.value(0, Thread.State.NEW), "is a java.lang.Thread$State, which a row does not take");
        refused(Type.JSON, w -> w.value(0, Map.of("a", Thread.State.NEW)), "field 'f.a'");
        refused(Type.text(5), w -> w.date(0, 0), "value '1970-01-01' is longer than 5 characters");
        refused(Type.list(Type.INT16), w -> w.value(0, Arrays.asList(1, null, 70_000)), "field 'f[]' (INT16)");
        refused(Type.object(Field.of("a", Type.BOOL)), w -> w.value(0, Map.of("a", 1)), "field 'f.a' (BOOL)");
        refused(Type.BOOL, w -> w.value(0, List.of()), "is a list");
        refused(Type.BOOL, w -> w.value(0, Map.of()), "is an object");
    }

    @Test
    void whatCannotBeRepresentedIsNullAndCounted() {
        Rows rows = Rows.of(
                Field.of("d", Type.FLOAT64),
                Field.of("day", Type.DATE),
                Field.of("at", Type.INSTANT),
                Field.of("text", Type.TEXT),
                Field.of("json", Type.JSON));
        rows.writer.float64(0, Double.NaN);
        rows.writer.date(1, Long.MAX_VALUE);
        rows.writer.instant(2, Long.MIN_VALUE, 0);
        rows.writer.text(3, "a\ud800b");
        byte[] json = utf8("\"\\udc00 \\ud83d\\ude00\"");
        rows.writer.json(4, json, 0, json.length);
        rows.writer.end();
        rows.writer.float64(0, Double.POSITIVE_INFINITY);
        rows.writer.date(1, LocalDate.of(0, 1, 1).toEpochDay());
        rows.writer.instant(2, 0, 999_999_999);
        rows.writer.lost(3, "too large");
        rows.writer.end();
        assertThat(rows.text().lines().map(line -> line.replaceFirst(".*\"record\":(.*),\"time_extr.*", "$1")))
                .containsExactly(
                        "{\"d\":null,\"day\":null,\"at\":null,\"text\":\"a\ufffdb\",\"json\":\"\ufffd \ud83d\ude00\"}",
                        "{\"d\":null,\"day\":null,\"at\":\"1970-01-01T00:00:00.999999Z\",\"text\":null,\"json\":null}");
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("d: NaN", 1L);
        counts.put("day: year outside 1-9999", 2L);
        counts.put("at: year outside 1-9999", 1L);
        counts.put("text: lone surrogate replaced", 1L);
        counts.put("json: lone surrogate replaced", 1L);
        counts.put("d: infinity", 1L);
        counts.put("at: digits below microseconds cut", 1L);
        counts.put("text: too large", 1L);
        assertThat(rows.losses.counts()).isEqualTo(counts);
    }

    @Test
    void nullWhereNoneIsAllowedIsRefused() {
        Field field = Field.of("f", Type.FLOAT64).notNull();
        List<Consumer<RowWriter>> ways = List.of(
                w -> w.add(Map.of()),
                w -> w.value(0, null),
                w -> w.float64(0, Double.NaN),
                w -> w.lost(0, "gone"),
                w -> w.addJson(utf8("{}"), 0, 2),
                w -> w.json(0, utf8("null"), 0, 4));
        for (Consumer<RowWriter> way : ways) {
            Rows rows = Rows.of(field);
            assertThatThrownBy(() -> way.accept(rows.writer))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("stream 's', field 'f' (FLOAT64, not null): value ");
        }
    }

    @Test
    void nestedValuesMayBeNullAndNamesThatNobodyKnowsAreKept() {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("a", Arrays.asList(1, null));
        nested.put("new", Arrays.asList(null, LocalTime.NOON, new byte[] {10}, new AtomicLong(3), Map.of()));
        Type type = Type.object(Field.of("a", Type.list(Type.INT32)), Field.of("missing", Type.TEXT));
        String token = "{\"a\":[1,null],\"new\":[null,\"12:00:00\",\"0a\",3,{}]}";
        assertThat(Rows.token(type, w -> w.value(0, nested))).isEqualTo(token);
        assertThat(Rows.token(Type.JSON, w -> w.value(0, nested))).isEqualTo(token);
        Rows notNull = Rows.of(Field.of("f", Type.JSON).notNull());
        notNull.writer.value(0, nested);
        notNull.writer.end();
        assertThat(notNull.text()).contains(token);
        byte[] json = utf8(token.replace(",", " ,\n ").replace(":[", " : ["));
        assertThat(Rows.token(type, w -> w.json(0, json, 0, json.length))).isEqualTo(token);
    }

    @Test
    void depthHasAnEnd() {
        Object deep = "x";
        for (int i = 0; i < 600; i++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;
        refused(Type.JSON, w -> w.value(0, tooDeep), "is nested deeper than 500");
        byte[] json = utf8("[".repeat(600) + "]".repeat(600));
        assertThatThrownBy(() -> Rows.token(Type.JSON, w -> w.json(0, json, 0, json.length)))
                .hasMessageContaining("it is nested deeper than 500");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[][] bad = {
            {(byte) 0x80},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xE2, (byte) 0x82},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xFF},
            {'a', (byte) 0xC3}
        };
        for (byte[] text : bad) {
            refused(Type.TEXT, w -> w.utf8(0, text, 0, text.length), "is not UTF-8");
            byte[] json = new byte[text.length + 2];
            json[0] = '"';
            System.arraycopy(text, 0, json, 1, text.length);
            json[json.length - 1] = '"';
            assertThatThrownBy(() -> Rows.token(Type.TEXT, w -> w.json(0, json, 0, json.length)))
                    .hasMessageContaining("a string is not valid JSON in UTF-8");
        }
    }

    @Test
    void streamThatFailedTakesWhateverComes() {
        Rows rows = Rows.of(Field.of("f", Type.INT16).notNull(), Field.of("g", Type.DATE));
        rows.writer.fail(new SourceException(SourceException.Kind.DATA, "broken"));
        rows.writer.int64(0, 70_000);
        rows.writer.bytes(1, new byte[1], 0, 1);
        rows.writer.end();
        rows.writer.add(Map.of("f", "x", "g", 5));
        rows.writer.addJson(utf8("{broken"), 0, 7);
        rows.writer.add(Map.of());
        assertThat(rows.text()).isEmpty();
    }

    @Test
    void deletedRowHasItsKeyAndWhatElseIsKnown() {
        StreamShape shape = new StreamShape(
                "s",
                List.of(
                        Field.of("id", Type.INT64).notNull(),
                        Field.of("n", Type.TEXT).notNull()),
                List.of("id"),
                List.of(),
                true,
                Map.of());
        Rows rows = Rows.of(shape);
        rows.writer.add(Map.of("id", 1, "n", "x"));
        assertThat(rows.text()).contains("{\"id\":1,\"n\":\"x\",\"_sdc_deleted_at\":null}");
        rows.writer.int64(0, 2);
        rows.writer.delete(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(rows.text()).contains("{\"id\":2,\"_sdc_deleted_at\":\"2026-01-31T00:00:00Z\"}");
        rows.writer.delete(Map.of("id", 3, "n", "y"), Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(rows.text()).contains("{\"id\":3,\"n\":\"y\",\"_sdc_deleted_at\":\"2026-01-31T00:00:00Z\"}");
    }

    private static void refused(Type type, Consumer<RowWriter> setter, String message) {
        assertThatThrownBy(() -> Rows.token(type, setter))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message);
    }

    private static Type type(String name) {
        return switch (name) {
            case "BOOL" -> Type.BOOL;
            case "INT16" -> Type.INT16;
            case "INT32" -> Type.INT32;
            case "INT64" -> Type.INT64;
            case "INTEGER" -> Type.INTEGER;
            case "FLOAT32" -> Type.FLOAT32;
            case "FLOAT64" -> Type.FLOAT64;
            case "DECIMAL" -> Type.DECIMAL;
            case "decimal" -> Type.decimal(4, 2);
            case "text" -> Type.text(2);
            case "BYTES" -> Type.BYTES;
            case "DATE" -> Type.DATE;
            case "TIME" -> Type.TIME;
            case "TIMESTAMP" -> Type.TIMESTAMP;
            case "INSTANT" -> Type.INSTANT;
            case "UUID" -> Type.UUID;
            case "list" -> Type.list(Type.TEXT);
            default -> Type.object();
        };
    }
}
