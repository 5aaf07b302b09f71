package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Option;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.Source;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.config.Config;
import dev.taphouse.host.config.TokenStore;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.state.State;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proof (a): a source of ten lines has discovery, selection, bookmark and resume. */
class TenLinesTest {
    private static final int DAYS = 3000;

    private static final String LAST =
            LocalDate.parse("2026-01-01").plusDays(DAYS - 1).toString();

    @TempDir
    Path folder;

    private final List<Optional<String>> asked = new ArrayList<>();

    @Test
    void syncsItsOneStream() {
        Messages messages = sync(Map.of(), Optional.empty());
        assertThat(messages.types().subList(0, 3)).containsExactly("STATE", "SCHEMA", "RECORD");
        assertThat(messages.types()).endsWith("STATE");
        assertThat(messages.values("rates", "day")).hasSize(DAYS).startsWith("2026-01-01");
        assertThat(messages.records("rates").get(1)).isEqualTo(Map.of("day", "2026-01-02", "rate", 1L));
        assertThat(messages.bookmark("rates"))
                .isEqualTo(Map.of(
                        "last_replication_method",
                        "INCREMENTAL",
                        "replication_key",
                        "day",
                        "replication_key_value",
                        LAST));
    }

    @Test
    void resumesFromEveryState() {
        Messages whole = sync(Map.of(), Optional.empty());
        int states = whole.states().size();
        assertThat(states).isGreaterThan(4);
        for (int i = 0; i < states; i++) {
            Messages before = whole.upToState(i);
            Messages after = sync(before.lastState(), Optional.empty());
            List<String> days = new ArrayList<>(before.values("rates", "day"));
            days.addAll(after.values("rates", "day"));
            assertThat(days.stream().distinct().toList())
                    .as("resumed from STATE %d", i)
                    .isEqualTo(whole.values("rates", "day"));
            assertThat(days.size()).as("a cursor repeats its own row at most").isLessThanOrEqualTo(DAYS + 1);
        }
    }

    @Test
    void isGivenItsBookmark() {
        Messages whole = sync(Map.of(), Optional.empty());
        sync(whole.lastState(), Optional.empty());
        assertThat(asked).containsExactly(Optional.empty(), Optional.of(LAST));
    }

    @Test
    void neitherReadsNorPrintsWhatIsNotSelected() {
        Map<String, @Nullable Object> document = Messages.object(Json.read(Json.text(tap().discover())));
        Map<String, @Nullable Object> stream =
                Messages.object(((List<?>) document.getOrDefault("streams", List.of())).get(0));
        ((List<?>) stream.getOrDefault("metadata", List.of())).forEach(entry -> {
            Map<String, @Nullable Object> node = Messages.object(entry);
            if (List.of("properties", "rate").equals(node.get("breadcrumb"))) {
                Messages.object(node.get("metadata")).put("selected", false);
            }
        });
        Messages messages = sync(Map.of(), Optional.of(Catalog.of(document, "catalog.json")));
        assertThat(messages.records("rates").get(0)).isEqualTo(Map.of("day", "2026-01-01"));
        assertThat(messages.schemas("rates").get(0).toString()).doesNotContain("rate=");
    }

    private Messages sync(Map<String, @Nullable Object> state, Optional<Catalog> catalog) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Conduct conduct = new Conduct(1, Duration.ZERO, false, Sync::thread, streams -> {});
        Pace pace = new Pace(1, Duration.ZERO);
        RunResult result = tap().sync(catalog, new State(state), new MessageWriter(out), pace, conduct);
        assertThat(result.exitCode().number()).isZero();
        return Messages.of(out.toByteArray());
    }

    private Tap tap() {
        Rates source = new Rates(asked);
        Config config = Config.of("rates", source.options(), Map.of(), warning -> {});
        return new Tap("rates", source, config, folder.resolve("none"), new TokenStore(folder), new Stop());
    }

    /** The source of the docs, with days in place of a service. */
    static final class Rates implements Source {
        static final Option<String> BASE = Option.text("base", "Currency").defaultsTo("EUR");

        private final List<Optional<String>> asked;

        Rates(List<Optional<String>> asked) {
            this.asked = asked;
        }

        @Override
        public List<Option<?>> options() {
            return List.of(BASE);
        }

        @Override
        public SourceSession open(SourceContext c) {
            return new SimpleSession(() -> since(c.get(BASE), Optional.empty()))
                    .stream(
                            StreamSpec.of("rates", Field.of("day", Type.DATE), Field.of("rate", Type.DECIMAL))
                                    .keys("day")
                                    .defaultCursor("day")
                                    .ordered(),
                            (read, rows) -> {
                                asked.add(read.from().cursor());
                                for (Rate r : since(c.get(BASE), read.from().cursor())) {
                                    rows.add(Map.of("day", r.day(), "rate", r.value()));
                                }
                            });
        }

        private static List<Rate> since(String base, Optional<String> day) {
            assertThat(base).isEqualTo("EUR");
            LocalDate first = LocalDate.parse("2026-01-01");
            return first.datesUntil(first.plusDays(DAYS))
                    .filter(each -> each.compareTo(LocalDate.parse(day.orElse("0001-01-01"))) >= 0)
                    .map(each -> new Rate(each, BigDecimal.valueOf(each.toEpochDay() - first.toEpochDay())))
                    .toList();
        }
    }

    record Rate(LocalDate day, BigDecimal value) {}
}
