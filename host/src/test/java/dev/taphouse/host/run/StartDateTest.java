package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Option;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.api.Type;
import dev.taphouse.host.config.Config;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartDateTest {
    private static final StreamSpec SPEC = StreamSpec.of(
                    "rows", Field.of("day", Type.DATE), Field.of("at", Type.INSTANT), Field.of("id", Type.INT64))
            .cursors("day", "at", "id");

    @Test
    void isTheBeginInTheFormOfTheCursor() {
        Option<?> instant = Option.instant("start_date", "Begin").optional();
        Option<?> text = Option.text("start_date", "Begin").optional();
        for (Option<?> option : List.of(instant, text)) {
            assertThat(begin(option, "at")).isEqualTo(Position.cursor("at", "2026-01-31T10:00:00Z"));
            assertThat(begin(option, "day")).isEqualTo(Position.cursor("day", "2026-01-31"));
        }
    }

    @Test
    void countsForTimesOnlyAndForNoFullTable() {
        Option<?> option = Option.instant("start_date", "Begin").optional();
        assertThat(begin(option, "id")).isEqualTo(Position.START);
        assertThat(startDate(option, "2026-01-31T10:00:00Z")
                        .begin(StreamRead.of(SPEC).method(Method.FULL_TABLE))
                        .from())
                .isEqualTo(Position.START);
    }

    @Test
    void isNoneWhereTheSourceHasNoSuchOptionOrItIsNotSet() {
        StreamRead read = StreamRead.of(SPEC).method(Method.INCREMENTAL, "at");
        Config empty = Config.of("p", List.of(), Map.of(), warning -> {});
        assertThat(StartDate.of(List.of(), empty).begin(read).from()).isEqualTo(Position.START);
        List<Option<?>> options = List.of(Option.instant("start_date", "Begin").optional());
        assertThat(StartDate.of(options, Config.of("p", options, Map.of(), warning -> {}))
                        .begin(read)
                        .from())
                .isEqualTo(Position.START);
    }

    private static Position begin(Option<?> option, String cursor) {
        StreamRead read = StreamRead.of(SPEC).method(Method.INCREMENTAL, cursor);
        return startDate(option, "2026-01-31T10:00:00Z").begin(read).from();
    }

    private static StartDate startDate(Option<?> option, String value) {
        List<Option<?>> options = List.of(option);
        return StartDate.of(options, Config.of("p", options, Map.of("start_date", value), warning -> {}));
    }
}
