package dev.taphouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    @Test
    void cursorIsTheBookmarkOfTheField() {
        Position position = Position.cursor("updated_at", "2026-01-31T00:00:00Z")
                .with("key", Map.of("id", 7, "line", new BigDecimal("1.50")));

        assertThat(position.cursor()).contains("2026-01-31T00:00:00Z");
        assertThat(position.cursor("updated_at")).contains("2026-01-31T00:00:00Z");
        assertThat(position.cursor("id")).contains("7");
        assertThat(position.cursor("line")).contains("1.50");
        assertThat(position.cursor("other")).isEmpty();
    }

    @Test
    void nullReadsAsAbsent() {
        Map<String, Object> entries = new HashMap<>();
        entries.put("last_pk_fetched", null);

        assertThat(Position.of(entries)).isEqualTo(Position.START);
        assertThat(Position.of(entries).isStart()).isTrue();
    }

    @Test
    void numbersStayExact() {
        Position position = Position.of("lsn", new BigInteger("18446744073709551615"))
                .with("small", (short) 7)
                .with("price", new BigDecimal("0.10"));

        assertThat(position.text("lsn")).contains("18446744073709551615");
        assertThat(position.int64("lsn")).isEmpty();
        assertThat(position.int64("small")).hasValue(7);
        assertThat(position.text("price")).contains("0.10");
        assertThat(position.int64("price")).isEmpty();
    }

    @Test
    void numbersInTextAreRead() {
        assertThat(Position.of("lsn", "42").int64("lsn")).hasValue(42);
        assertThat(Position.of("lsn", "0/1A").int64("lsn")).isEmpty();
    }

    @Test
    void aFloatIsRefusedSinceItIsNotExact() {
        assertThatThrownBy(() -> Position.of("price", 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("position key 'price' holds a java.lang.Double; it takes String, Boolean, exact numbers, "
                        + "Map and List");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lanes", "version", "last_replication_method", "_taphouse", "_taphouse_x"})
    void theHostsKeysAreRefused(String key) {
        assertThatThrownBy(() -> Position.of(key, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("position key '" + key + "' is the host's; take another name");
        assertThatThrownBy(() -> Position.START.with(key, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isCopiedOnTheWayIn() {
        List<String> pages = new ArrayList<>(List.of("a"));
        Position position = Position.of("pages", pages);
        pages.add("b");

        assertThat(position.entries()).containsEntry("pages", List.of("a"));
        assertThatThrownBy(() -> position.entries().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }
}
