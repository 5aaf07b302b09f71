package dev.taphouse.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

    @Test
    void isRequiredUntilItHasADefaultOrIsOptional() {
        Option<String> host = Option.text("host", "Host");

        assertThat(host.isRequired()).isTrue();
        assertThat(host.defaultsTo("localhost").isRequired()).isFalse();
        assertThat(host.optional().isRequired()).isFalse();
        assertThatThrownBy(() -> host.resolve(null)).hasMessage("option 'host' is missing; it has no default");
    }

    @Test
    void unsetIsTheDefaultOrEmpty() {
        assertThat(Option.integer("port", "Port").defaultsTo(5432L).resolve(null))
                .isEqualTo(5432L);
        assertThat(Option.text("schema", "Schema").optional().resolve(null)).isEmpty();
        assertThat(Option.text("schema", "Schema").optional().resolve("public")).contains("public");
    }

    @Test
    void eachKindTakesItsForms() {
        assertThat(Option.integer("n", "N").resolve(7L)).isEqualTo(7);
        assertThat(Option.integer("n", "N").resolve("7")).isEqualTo(7);
        assertThat(Option.integer("n", "N").resolve(new BigDecimal("7.0"))).isEqualTo(7);
        assertThat(Option.flag("f", "F").resolve("true")).isTrue();
        assertThat(Option.flag("f", "F").resolve("False")).isFalse();
        assertThat(Option.instant("t", "T").resolve("2026-01-31")).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(Option.instant("t", "T").resolve("2026-01-31T02:00:00+02:00"))
                .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(Option.duration("d", "D").resolve("PT5M")).isEqualTo(Duration.ofMinutes(5));
        assertThat(Option.duration("d", "D").resolve(new BigDecimal("0.5"))).isEqualTo(Duration.ofMillis(500));
        assertThat(Option.list("l", "L").resolve("a, b,")).containsExactly("a", "b");
        assertThat(Option.list("l", "L").resolve(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(Option.object("o", "O", "{}").resolve(Map.of("a", 1L))).containsEntry("a", 1L);
    }

    @Test
    void whatDoesNotFitIsRefusedInWordsWithoutTheValue() {
        assertRefused(Option.integer("n", "N"), "seven", "is not an integer");
        assertRefused(Option.integer("n", "N"), new BigDecimal("7.5"), "is not an integer");
        assertRefused(Option.text("t", "T"), 7L, "is not a text");
        assertRefused(Option.flag("f", "F"), "yes", "is not true or false");
        assertRefused(
                Option.instant("t", "T"), "soon", "is not a time like 2026-01-31T00:00:00Z or a date like 2026-01-31");
        assertRefused(Option.duration("d", "D"), "5m", "is not seconds like 30 or a duration like PT30S");
        assertRefused(Option.list("l", "L"), List.of(1L), "is not a list of texts");
        assertRefused(Option.text("mode", "M").oneOf("fast", "safe"), "slow", "is not one of fast, safe");
    }

    @Test
    void choicesOfAListAreThoseOfItsElements() {
        Option<List<String>> modes = Option.list("modes", "Modes").oneOf("fast", "safe");

        assertThat(modes.resolve("fast,safe")).containsExactly("fast", "safe");
        assertThat(modes.resolve(List.of("safe"))).containsExactly("safe");
        assertRefused(modes, List.of("slow"), "is not one of fast, safe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "host-name", "1st", "", "a b"})
    void namesAreLowerCaseWithUnderscores(String name) {
        assertThatThrownBy(() -> Option.text(name, "x"))
                .hasMessage("option '" + name + "' is not named like lower_case_with_underscores");
    }

    @Test
    void settersKeepWhatWasSetBefore() {
        Option<Optional<String>> option = Option.secret("api_key", "Key")
                .example("…")
                .alias("apikey")
                .alias("token")
                .optional();

        assertThat(option.kind()).isEqualTo(Option.Kind.SECRET);
        assertThat(option.example()).contains("…");
        assertThat(option.aliases()).containsExactly("apikey", "token");
        assertThat(option.description()).isEqualTo("Key");
    }

    private static void assertRefused(Option<?> option, Object json, String reason) {
        assertThatThrownBy(() -> option.resolve(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
