package dev.taphouse.postgresql.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a state file may hold where a bookmark is expected. */
class StateValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int2|70000|an integer of 16 bits is expected",
                "int4|abc|an integer of 32 bits is expected",
                "int4|1.5|an integer of 32 bits is expected",
                "int8|9223372036854775808|an integer of 64 bits is expected",
                "int8|1e999999999|an integer of 64 bits is expected",
                "oid|-1|an unsigned integer of 32 bits is expected",
                "numeric|1e999999999|a number is expected",
                "numeric|2024-01-01|a number is expected",
                "float8|1e400|a floating-point number of 64 bits is expected",
                "float4|1e-60|a floating-point number of 32 bits is expected",
                "money|1.234|an amount of 64 bits with two decimals is expected",
                "money|NaN|an amount of 64 bits with two decimals is expected",
                "bool|yes|true or false is expected",
                "date|17|a date like 2026-01-31 is expected",
                "date|2026-02-30|a date like 2026-01-31 is expected",
                "timestamptz|2026-01-31T25:00:00Z|a time like 2026-01-31T00:00:00Z is expected",
                "timestamptz|300000-01-01|a time like 2026-01-31T00:00:00Z is expected",
                "timestamp|2026-01-31; DROP TABLE t|a time like 2026-01-31T00:00:00Z is expected",
                "time|24:00:01|a time of day like 13:30:00 is expected",
                "uuid|a0eebc99|a UUID is expected",
                "bytea|abc|an even number of hex digits is expected",
                "varbit|102|text of the digits 0 and 1 is expected",
                "macaddr|08:00:2b|a MAC address is expected",
                "pg_lsn|16|a log position like 16/B374D848 is expected",
            })
    void aValueOfAnotherTypeIsRefusedInWords(String type, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(type).text(value))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4|'5'|5",
                "int8|5.0|5",
                "numeric|1E+3|1000",
                "numeric|NaN|NaN",
                "date|2026-01-31T23:30:00-02:00|2026-02-01",
                "timestamptz|2026-01-31|2026-01-31T00:00:00Z",
                "timestamptz|2026-01-31T01:00:00.5+05:45|2026-01-30T19:15:00.500000Z",
                "timestamptz|2026-01-31 01:00:00.123456789|2026-01-31T01:00:00.123456Z",
                "timestamp|2026-01-31T01:00:00+02:00|2026-01-30T23:00:00Z",
                "timestamp|infinity|infinity",
                "time|13:30|13:30:00",
                "time|24:00|24:00:00",
                "uuid|A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "bytea|DEAD|\\xdead",
            })
    void otherFormsOfAValueAreTaken(String type, String value, String bound) {
        assertThat(order(type).text(value)).isEqualTo(bound);
    }

    @Test
    void numbersAreTakenAsNumbers() {
        assertThat(order("int8").text(new BigDecimal("9223372036854775807"))).isEqualTo("9223372036854775807");
        assertThat(order("xid8").text(new BigDecimal("18446744073709551615"))).isEqualTo("18446744073709551615");
        assertThat(order("numeric").text(5L)).isEqualTo("5");
    }

    @Test
    void textIsNoNumberAndHasNoZeroByte() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("text").text(5L))
                .withMessage("text is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("text").text("a\0b"))
                .withMessage("text without the character U+0000 and lone surrogates is expected");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order("text").text("\ud83d"))
                .withMessage("text without the character U+0000 and lone surrogates is expected");
    }

    @Test
    void aLabelIsOneOfTheEnum() {
        PgType mood = PgType.enumeration(1, "public", "mood", List.of("sad", "ok"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(mood).text("glad"))
                .withMessage("one of the labels sad, ok is expected");
        assertThat(order(mood).compare("ok", "sad")).isPositive();
    }

    @Test
    void whatEndsAnOrderIsNotFinite() {
        assertThat(order("timestamptz").isFinite("infinity")).isFalse();
        assertThat(order("timestamptz").isFinite("9999-12-31T00:00:00Z")).isTrue();
        assertThat(order("numeric").isFinite("NaN")).isFalse();
        assertThat(order("numeric").isFinite(5L)).isTrue();
    }

    @Test
    void aCastNamesTheTypeWithoutParametersAndCannotBeEscaped() {
        PgType odd = PgType.base(1, "a\"b", "t");
        assertThat(odd.castType()).isEqualTo("\"a\"\"b\".\"t\"");
        PgType domain = PgType.domain(1, "public", "d", PgType.base(1700, "pg_catalog", "numeric"), false);
        assertThat(order(domain).castType()).isEqualTo("\"pg_catalog\".\"numeric\"");
    }

    private static PgOrder order(String type) {
        return order(PgType.base(1, "pg_catalog", type));
    }

    private static PgOrder order(PgType type) {
        return new PgCodecs(PgPolicy.DEFAULT, (field, reason) -> {})
                .of(type)
                .order()
                .orElseThrow();
    }
}
