package dev.taphouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysetTest {
    private static final Dialect SQL = new Dialect();
    private static final Parameters Q = (codec, value) -> "?";

    @Test
    void comparesInTurnWithATermThatAnIndexCanSeekBy() {
        Keyset two = keyset("a", "b\"");
        assertThat(two.after(List.of(1, 2)).sql(Q)).isEqualTo("\"a\" >= ? AND (\"a\" > ? OR (\"b\"\"\" > ?))");
        assertThat(two.upTo(List.of(1, 2)).sql(Q)).isEqualTo("\"a\" <= ? AND (\"a\" < ? OR (\"b\"\"\" <= ?))");
        assertThat(keyset("a").after(List.of(1)).sql(Q)).isEqualTo("\"a\" > ?");
        assertThat(keyset("a", "b", "c").after(List.of(1, 2, 3)).sql(Q))
                .isEqualTo("\"a\" >= ? AND (\"a\" > ? OR (\"b\" >= ? AND (\"b\" > ? OR (\"c\" > ?))))");
        assertThat(two.backwards().sql()).isEqualTo("\"a\" DESC, \"b\"\"\" DESC");
    }

    @Test
    void takesItsValuesOutOfAPositionOnlyWhenAllAreThere() {
        assertThat(keyset("a", "b").values(Map.of("b", 2, "a", 1))).contains(List.of(1, 2));
        assertThat(keyset("a", "b").values(Map.of("a", 1))).isEmpty();
        assertThat(keyset("a", "b").values("1")).isEmpty();
        assertThat(keyset("a", "b").entry(List.of(1, 2))).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void addsOnlyPartsItDoesNotHave() {
        assertThat(keyset("a", "b").then(keyset("b", "c")).sql()).isEqualTo("\"a\", \"b\", \"c\"");
    }

    private static Keyset keyset(String... columns) {
        return new Keyset(List.of(columns).stream()
                .map(column -> Keyset.Part.of(column, StandardKeys.INT64, SQL))
                .toList());
    }
}
