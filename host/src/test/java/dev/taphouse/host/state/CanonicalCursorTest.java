package dev.taphouse.host.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Type.Kind;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalCursorTest {

    @ParameterizedTest
    @CsvSource({
        "INSTANT, 2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
        "INSTANT, 2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "INSTANT, 2026-01-31T12:00:00+0200, 2026-01-31T10:00:00Z",
        "INSTANT, 2026-01-31T12:00:00+02, 2026-01-31T10:00:00Z",
        "INSTANT, 2026-01-31 10:00:00.5, 2026-01-31T10:00:00.500000Z",
        "INSTANT, 2026-01-31 10:00:00.000000 +00:00, 2026-01-31T10:00:00Z",
        "INSTANT, 2026-01-31T10:00, 2026-01-31T10:00:00Z",
        "INSTANT, 2026-01-31, 2026-01-31T00:00:00Z",
        "TIMESTAMP, 2026-01-31T10:00:00.123456789Z, 2026-01-31T10:00:00.123456Z",
        "DATE, 2026-01-31, 2026-01-31",
        "DATE, 2026-01-31T00:00:00+00:00, 2026-01-31",
        "DATE, 2026-01-31T00:30:00+01:00, 2026-01-30",
        "TIME, 10:00, 10:00:00",
        "TIME, 24:00, 24:00:00",
        "UUID, 0F00-AB, 0f00-ab",
        "TEXT, 'as it is ', 'as it is '"
    })
    void textsAreWrittenInOneForm(Kind kind, String given, String canonical) {
        assertThat(CanonicalCursor.of(kind, given)).contains(canonical);
    }

    @Test
    void numbersStayExactWhetherTheyAreTextsOrNot() {
        assertThat(CanonicalCursor.of(Kind.INTEGER, "007")).contains(7L);
        assertThat(CanonicalCursor.of(Kind.INTEGER, new BigDecimal("5.0"))).contains(5L);
        assertThat(CanonicalCursor.of(Kind.INTEGER, "9223372036854775808"))
                .contains(new BigDecimal("9223372036854775808"));
        assertThat(CanonicalCursor.of(Kind.DECIMAL, "1.10")).contains(new BigDecimal("1.10"));
        assertThat(CanonicalCursor.of(Kind.FLOAT, 5L)).contains(5L);
        assertThat(CanonicalCursor.of(Kind.TEXT, 5L)).contains("5");
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 1.5",
        "INTEGER, yesterday",
        "FLOAT, NaN",
        "DATE, 2026-02-30",
        "INSTANT, 31.01.2026",
        "INSTANT, ''",
        "INSTANT, 0000-01-01T00:00:00Z",
        "TIME, 25:00"
    })
    void whatIsNoneOfTheTypeIsNone(Kind kind, String given) {
        assertThat(CanonicalCursor.of(kind, given)).isEmpty();
    }

    @Test
    void aNumberIsNoTime() {
        assertThat(CanonicalCursor.of(Kind.INSTANT, 1_700_000_000L)).isEmpty();
    }
}
