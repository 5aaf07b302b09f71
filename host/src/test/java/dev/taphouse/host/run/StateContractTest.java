package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.api.Type;
import dev.taphouse.host.catalog.Catalog;
import dev.taphouse.host.catalog.Drift;
import dev.taphouse.host.catalog.DriftPolicy;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.catalog.StreamSelection;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of a STATE, against the engine. */
class StateContractTest {
    private static final StreamSpec ROWS = StreamSpec.of(
                    "rows", Field.of("id", Type.INT64), Field.of("at", Type.INSTANT))
            .keys("id")
            .defaultCursor("at")
            .logBased();

    @Test
    void runFromAnyStateBringsWhatItDoesNotCover() throws Exception {
        SimpleSession session = numbers(300);
        Messages whole = Sync.of(session).run().messages();
        List<String> all = whole.values("rows", "id");
        assertThat(all).hasSize(300);
        for (int i = 0; i < whole.states().size(); i++) {
            Set<String> loaded = new HashSet<>(whole.upToState(i).values("rows", "id"));
            Sync.Outcome rest = Sync.of(session).state(whole.states().get(i)).run();
            loaded.addAll(rest.messages().values("rows", "id"));
            assertThat(loaded).as("killed after STATE %d", i).containsAll(all);
        }
        assertThat(whole.states()).hasSizeGreaterThan(10);
    }

    @Test
    void firstStateIsBeforeTheFirstRecordAndTheLastLineIsOne() throws Exception {
        List<String> types = Sync.of(numbers(3)).run().messages().types();
        assertThat(types.get(0)).isEqualTo("STATE");
        assertThat(types).endsWith("STATE").contains("RECORD");
    }

    @Test
    void cursorThatIsNotSelectedIsReadAnyway() throws Exception {
        Catalog catalog = Catalog.of(
                Json.object("{\"streams\":[{\"tap_stream_id\":\"rows\",\"stream\":\"rows\",\"schema\":{\"properties\":"
                        + "{\"id\":{\"type\":\"integer\"},\"at\":{\"type\":\"string\",\"format\":\"date-time\"}}},\"metadata\":["
                        + "{\"breadcrumb\":[],\"metadata\":{\"selected\":true}},"
                        + "{\"breadcrumb\":[\"properties\",\"at\"],\"metadata\":{\"selected\":false}}]}]}"),
                "catalog.json");
        Sync.Outcome outcome = Sync.of(numbers(3))
                .reads(read -> StreamSelection.of(
                                read.spec(),
                                catalog.selected().get(0),
                                Selection.of(Optional.of(catalog)),
                                Map.of(),
                                new Drift(DriftPolicy.WARN, warning -> {}),
                                warning -> {})
                        .read())
                .run();
        assertThat(outcome.messages().values("rows", "at")).hasSize(3).doesNotContain("null");
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", "2026-01-01T00:00:03Z");
    }

    @Test
    void safeIsWhatTheStateSaid() throws Exception {
        List<Position> safe = new ArrayList<>();
        OneRead session = OneRead.of(
                (split, out) -> {
                    out.checkpoint(Position.of("lsn", 9));
                    safe.add(out.durable("rows"));
                },
                ROWS);
        Sync.of(session)
                .state(Map.of("bookmarks", Map.of("rows", Map.of("lsn", 7))))
                .reads(read -> read.method(Method.LOG_BASED))
                .run();
        assertThat(safe).containsExactly(Position.of("lsn", 7));
    }

    @Test
    void positionThatIsGoneFailsItsStreamAndStays() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            throw new SourceException(SourceException.Kind.POSITION, "the log begins at 90").remedy("Load it again");
        });
        Sync.Outcome outcome = Sync.of(session)
                .state(Map.of("bookmarks", Map.of("rows", Map.of("lsn", 7))))
                .reads(read -> read.method(Method.LOG_BASED))
                .run();
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.FAILED);
        assertThat(outcome.reason("rows")).isEqualTo("the log begins at 90. Load it again");
        assertThat(outcome.messages().bookmark("rows")).containsEntry("lsn", 7L);
    }

    @Test
    void fullTableGoesOnByKeyAndDropsItsPositionAtTheEnd() throws Exception {
        List<Position> from = new ArrayList<>();
        Sync.Outcome outcome = Sync.of(remembering(from))
                .state(Json.object("{\"bookmarks\":{\"rows\":{\"last_pk_fetched\":{\"id\":5},"
                        + "\"max_pk_values\":{\"id\":9},\"last_replication_method\":\"FULL_TABLE\"}}}"))
                .reads(read -> read.method(Method.FULL_TABLE))
                .run();
        assertThat(from)
                .containsExactly(
                        Position.of("last_pk_fetched", Map.of("id", 5)).with("max_pk_values", Map.of("id", 9)));
        assertThat(outcome.messages().bookmark("rows")).doesNotContainKeys("last_pk_fetched", "max_pk_values");
    }

    @Test
    void bookmarkStandsWhileAConnectorLooksBack() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            rows.add(Map.of("id", 1, "at", "2026-01-01T00:00:00Z"));
            rows.checkpoint(Position.cursor("at", "2026-01-01T00:00:00Z"));
            rows.add(Map.of("id", 2, "at", "2026-01-03T00:00:00Z"));
            rows.checkpoint(Position.cursor("at", "2026-01-03T00:00:00Z"));
        });
        Sync.Outcome outcome =
                Sync.of(session).state(at("2026-01-02T00:00:00Z")).run();
        assertThat(cursors(outcome))
                .containsOnly("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")
                .isSorted();
        assertThat(outcome.log()).as("to look back is no fault").isEmpty();
    }

    @Test
    void checkpointThatGoesBackIsHeldAndToldOnce() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            for (String at : List.of("2026-01-03T00:00:00Z", "2026-01-01T23:00:00Z", "2026-01-01T22:00:00Z")) {
                rows.add(Map.of("id", 1, "at", at));
                rows.checkpoint(Position.cursor("at", at));
            }
        });
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", "2026-01-03T00:00:00Z");
        assertThat(outcome.log())
                .isEqualTo("WARNING stream 'rows': a checkpoint of the connector goes back from 2026-01-03T00:00:00Z to"
                        + " 2026-01-01T23:00:00Z; the bookmark stays where it is\n");
    }

    @Test
    void smallerIsSmallerByTypeAndNotByText() throws Exception {
        StreamSpec spec = StreamSpec.of("rows", Field.of("n", Type.DECIMAL)).defaultCursor("n");
        SimpleSession session =
                new SimpleSession(() -> {}).stream(spec, (read, rows) -> rows.checkpoint(Position.cursor("n", "10")));
        Sync.Outcome outcome = Sync.of(session)
                .state(Map.of(
                        "bookmarks", Map.of("rows", Map.of("replication_key", "n", "replication_key_value", "9.5"))))
                .run();
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", "10");
    }

    @Test
    void bookmarkOfAnotherTapIsGoneOnFrom() throws Exception {
        List<Position> from = new ArrayList<>();
        Sync.Outcome outcome = Sync.of(remembering(from))
                .state(Json.object("{\"bookmarks\":{\"rows\":{\"at\":\"2026-01-02T02:00:00+02:00\"},"
                        + "\"other\":{\"at\":\"2020\"}},\"theirs\":1}"))
                .run();
        assertThat(from).containsExactly(Position.cursor("at", "2026-01-02T00:00:00Z"));
        assertThat(outcome.log())
                .isEqualTo("INFO stream 'rows': the bookmark of another tap is taken over: 'at' from"
                        + " 2026-01-02T02:00:00+02:00\n");
        assertThat(Messages.bookmark(outcome.messages().lastState(), "other"))
                .as("of a stream that is not read: as it was")
                .isEqualTo(Map.of("at", "2020"));
        assertThat(outcome.messages().lastState()).containsEntry("theirs", 1L);
    }

    @Test
    void bookmarkThatCannotBeTakenOverFailsItsStreamAlone() throws Exception {
        List<Position> from = new ArrayList<>();
        SimpleSession session = remembering(from).stream(
                StreamSpec.of("full", Field.of("id", Type.INT64)), (read, rows) -> rows.add(Map.of("id", 1)));
        Sync.Outcome outcome = Sync.of(session)
                .state(Json.object("{\"bookmarks\":{\"rows\":{\"since\":\"2026-01-02\"}}}"))
                .run();
        assertThat(from).isEmpty();
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.FAILED);
        assertThat(outcome.verdict("full")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.reason("rows"))
                .startsWith(
                        "stream 'rows': the bookmark, which another tap wrote, cannot be taken over: it holds [since]")
                .endsWith("or read it from the start after 'host state reset FILE rows'");
        assertThat(outcome.messages().bookmark("rows")).isEqualTo(Map.of("since", "2026-01-02"));
    }

    @Test
    void beginIsTheLowerBoundOfTheFirstRun() throws Exception {
        List<Position> from = new ArrayList<>();
        Sync.Outcome outcome =
                Sync.of(remembering(from)).reads(begin("2026-01-01T00:00:00Z")).run();
        assertThat(from).containsExactly(Position.cursor("at", "2026-01-01T00:00:00Z"));
        assertThat(outcome.messages().bookmark("rows"))
                .as("nothing was read, so an earlier begin can still be given")
                .doesNotContainKey("replication_key_value");
    }

    @Test
    void beginHoldsForASecondTryToo() throws Exception {
        List<Position> from = new ArrayList<>();
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            from.add(read.from());
            if (from.size() == 1) {
                throw new IOException("again");
            }
        });
        Sync.of(session).reads(begin("2026-01-01T00:00:00Z")).run();
        Position begin = Position.cursor("at", "2026-01-01T00:00:00Z");
        assertThat(from).containsExactly(begin, begin);
    }

    @Test
    void greaterOfBookmarkAndBeginCounts() throws Exception {
        List<Position> from = new ArrayList<>();
        for (String bookmark : List.of("2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z")) {
            Sync.of(remembering(from))
                    .state(at(bookmark))
                    .reads(begin("2026-01-01T00:00:00Z"))
                    .run();
        }
        assertThat(from)
                .containsExactly(
                        Position.cursor("at", "2026-01-01T00:00:00Z"), Position.cursor("at", "2027-01-01T00:00:00Z"));
    }

    @Test
    void whatARunKeepsForItselfIsNotInItsLastState() throws Exception {
        Sync.Outcome outcome = Sync.of(remembering(new ArrayList<>()))
                .state(Json.object("{\"bookmarks\":{\"rows\":{\"replication_key\":\"at\",\"replication_key_value\":"
                        + "\"2026-01-01T00:00:00Z\",\"progress_markers\":{},\"replication_key_signpost\":\"2027\","
                        + "\"starting_replication_value\":\"2020\"}},\"currently_syncing\":\"rows\"}"))
                .run();
        Map<String, @Nullable Object> last = outcome.messages().lastState();
        assertThat(last).containsEntry("currently_syncing", null);
        assertThat(Json.text(last)).doesNotContain("progress_markers", "signpost", "starting_replication_value");
    }

    @Test
    void streamThatWasInterruptedComesFirst() throws Exception {
        List<String> order = new ArrayList<>();
        SimpleSession session = new SimpleSession(() -> {});
        for (String name : List.of("a", "b", "c")) {
            session.stream(StreamSpec.of(name, Field.of("id", Type.INT64)), (read, rows) -> {
                order.add(name);
                rows.add(Map.of("id", 1));
            });
        }
        Sync.Outcome outcome =
                Sync.of(session).state(Map.of("currently_syncing", "c")).run();
        assertThat(order).containsExactly("c", "a", "b");
        assertThat(outcome.messages().states().stream().map(state -> state.get("currently_syncing")))
                .startsWith("c")
                .endsWith((Object) null);
    }

    @Test
    void statesOfManyPartitionsStaySmallBesideTheRows() throws Exception {
        Map<String, Object> parents = new LinkedHashMap<>();
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            for (int parent = 0; parent < 2000; parent++) {
                for (int child = 0; child < 20; child++) {
                    rows.add(Map.of("id", child, "at", "2026-01-01T00:00:00Z"));
                }
                parents.put("parent-" + parent, "2026-01-01T00:00:00Z");
                rows.checkpoint(Position.of("parents", parents));
            }
        });
        Sync.Outcome outcome = Sync.of(session)
                .pace(new Pace(1, Duration.ofDays(1)))
                .reads(read -> read.method(Method.LOG_BASED))
                .run();
        long rows = bytes(outcome, "RECORD");
        int size = Json.bytes(outcome.messages().lastState()).length;
        assertThat(size).as("a big state").isGreaterThan(60_000);
        assertThat(bytes(outcome, "STATE")).isLessThan(rows / 50 + 3L * size);
        assertThat(outcome.messages().bookmark("rows")).containsEntry("parents", parents);
    }

    /** Rows in the order of their cursor, from the bookmark on. */
    private static SimpleSession numbers(int count) {
        return new SimpleSession(() -> {}).stream(ROWS.ordered(), (read, rows) -> {
            for (int i = 1; i <= count; i++) {
                String at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i).toString();
                if (at.compareTo(read.from().cursor().orElse("")) >= 0) {
                    rows.add(Map.of("id", i, "at", at));
                    if (i % 20 == 0) {
                        rows.checkpoint(Position.cursor("at", at));
                    }
                }
            }
        });
    }

    private static long bytes(Sync.Outcome outcome, String type) {
        return outcome.messages().lines().stream()
                .filter(line -> type.equals(line.get("type")))
                .mapToLong(line -> Json.bytes(line).length)
                .sum();
    }

    private static List<String> cursors(Sync.Outcome outcome) {
        return outcome.messages().states().stream()
                .map(state -> String.valueOf(Messages.bookmark(state, "rows").get("replication_key_value")))
                .toList();
    }

    private static SimpleSession remembering(List<Position> from) {
        return new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> from.add(read.from()));
    }

    private static UnaryOperator<StreamRead> begin(String at) {
        return read -> read.from(Position.cursor("at", at));
    }

    private static Map<String, @Nullable Object> at(String value) {
        return Map.of("bookmarks", Map.of("rows", Map.of("replication_key", "at", "replication_key_value", value)));
    }
}
