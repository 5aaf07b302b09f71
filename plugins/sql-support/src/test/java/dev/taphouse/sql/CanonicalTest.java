package dev.taphouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CanonicalTest {

    @Test
    void writesTimesInUtcUpToMicroseconds() {
        assertThat(Canonical.ofInstant(Instant.parse("2026-01-31T10:00:00Z"))).isEqualTo("2026-01-31T10:00:00Z");
        assertThat(Canonical.ofInstant(Instant.parse("2026-01-31T10:00:00.120000999Z")))
                .isEqualTo("2026-01-31T10:00:00.120000Z");
        assertThat(Canonical.toInstant("2026-01-31 12:00:00+02:00")).isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
        assertThat(Canonical.toInstant("2026-01-31T12:00:00")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(Canonical.toDate("2026-01-31T23:00:00-02:00")).isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @Test
    void takesNumbersAndTheirText() {
        assertThat(Canonical.toLong("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Canonical.toLong(new BigDecimal("5.0"))).isEqualTo(5);
        assertThatThrownBy(() -> Canonical.toLong("5.5")).hasMessage("an integer of 64 bits is expected");
        assertThatThrownBy(() -> Canonical.toText(5L)).hasMessage("text is expected");
    }

    @Test
    void takesFloatingPointNumbersThereAndBack() {
        assertThat(Canonical.ofDouble(0.1)).isEqualTo(new BigDecimal("0.1"));
        assertThat(Canonical.ofDouble(2.0E-3)).isEqualByComparingTo(new BigDecimal("0.002"));
        assertThat(Canonical.ofDouble(Double.parseDouble("8.41E21"))).isEqualByComparingTo(new BigDecimal("8.41E21"));
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Canonical.ofDouble(value).doubleValue()).isEqualTo(value);
            }
        }
    }
}
