package dev.taphouse.postgresql.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that no server of the settings and the catalogue prints: it is lost or refused, and never half a value. */
class OddTextTest {
    private final List<String> lostParts = new ArrayList<>();
    private final PgCodecs codecs = new PgCodecs(PgPolicy.DEFAULT, (field, reason) -> lostParts.add(field + reason));

    @ParameterizedTest
    @ValueSource(strings = {"(1)", "(1,a,b)", "(1,a", "1,a", "", "()", "(1,\"a)", "(1,\"a\"b)"})
    void aCompositeThatChangedSinceItWasDescribedIsLost(String text) {
        PgType pair = PgType.composite(
                1,
                "public",
                "pair",
                List.of(new PgAttribute("x", builtIn("int4")), new PgAttribute("y", builtIn("text"))));
        assertThat(written(pair, text)).isEqualTo("lost:composite of other attributes than its type has now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"a\"", "\"a\"=>", "\"a\"=>1", "\"a\"=>\"b\",\"c\"=>NULL", "\"a\"=>NULL, ", "\"a"})
    void anotherTypeOfTheNameHstoreIsLost(String text) {
        assertThat(written(PgType.base(1, "public", "hstore"), text)).isEqualTo("lost:text that is no hstore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2", "[1:2]", "{\"a", "{\"a\\"})
    void whatIsNoArrayIsLost(String text) {
        assertThat(written(PgType.array(1, "pg_catalog", "_text", builtIn("text")), text))
                .isEqualTo("lost:text that is no array");
    }

    @Test
    void anotherTimeZoneIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> written(builtIn("timestamptz"), "2024-01-01 00:00:00+05:45"))
                .withMessage("the server did not print a timestamptz in DateStyle ISO and TimeZone UTC: the session"
                        + " does not have the settings of PgSettings");
    }

    @Test
    void textOfADatabaseWithoutEncodingIsLookedAt() {
        PgCodecs ascii = new PgCodecs(new PgPolicy(PgPolicy.Arrays.TYPED, true), (field, reason) -> {});
        PgCodec codec = ascii.of(builtIn("text"));
        assertThat(WrittenValue.of(codec, new byte[] {'a', (byte) 0xe9}, 0, 2))
                .isEqualTo("lost:text that is not UTF-8");
        byte[] utf8 = "é😀".repeat(3000).getBytes(UTF_8);
        assertThat(WrittenValue.of(codec, utf8, 0, utf8.length)).hasSize(2 + 9000);
        assertThat(WrittenValue.of(codec, utf8, 0, utf8.length - 1)).isEqualTo("lost:text that is not UTF-8");
        assertThat(codec.mayLose()).isTrue();
    }

    @Test
    void aLostPartIsCountedWithItsField() {
        PgType dates = PgType.array(1, "pg_catalog", "_date", builtIn("date"));
        assertThat(written(dates, "{infinity,2024-01-01,10000-01-01}")).isEqualTo("[null,\"2024-01-01\",null]");
        assertThat(lostParts).containsExactly("0infinity", "0year outside 1-9999");
    }

    @Test
    void aTypeOfAnExtensionIsText() {
        PgCodec codec = codecs.of(PgType.base(99_999, "public", "int4"));
        assertThat(codec.type()).hasToString("TEXT");
        assertThat(codec.order()).isEmpty();
    }

    @Test
    void parametersBecomeThoseOfTheField() {
        assertThat(codecs.of(builtIn("numeric").typmod((10 << 16 | 2) + 4)).type())
                .hasToString("decimal(10,2)");
        assertThat(codecs.of(builtIn("numeric").typmod((3 << 16 | 0x7fe) + 4)).type())
                .hasToString("decimal(5,0)");
        assertThat(codecs.of(builtIn("numeric").typmod((2 << 16 | 4) + 4)).type())
                .hasToString("decimal(4,4)");
        assertThat(codecs.of(builtIn("varchar").typmod(24)).type()).hasToString("text(20)");
        PgType array = PgType.array(1, "pg_catalog", "_numeric", builtIn("numeric"));
        assertThat(codecs.of(array.typmod((10 << 16 | 2) + 4).dimensions(2)).type())
                .hasToString("list(list(decimal(10,2)))");
    }

    private String written(PgType type, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return WrittenValue.of(codecs.of(type), utf8, 0, utf8.length);
    }

    private static PgType builtIn(String name) {
        return PgType.base(0, "pg_catalog", name);
    }
}
