package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bookmarks that the host takes from the rows, for connectors that make no checkpoints. */
class CursorTest {
    private static final StreamSpec PLAIN = StreamSpec.of("rows", Field.of("at", Type.INT64), Field.of("n", Type.TEXT))
            .defaultCursor("at");

    @Test
    void greatestCountsOnceThePassIsComplete() throws Exception {
        Sync.Outcome outcome = run(PLAIN, Map.of(), 3, 9, 1);
        assertThat(outcome.messages().bookmark("rows"))
                .containsEntry("replication_key", "at")
                .containsEntry("replication_key_value", 9L);
        assertThat(Messages.bookmark(outcome.messages().states().get(0), "rows"))
                .as("before the pass is complete there is none")
                .doesNotContainKey("replication_key");
    }

    @Test
    void orderThatIsNotKeptMovesNothingWhenThePassFails() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(PLAIN, (read, rows) -> {
            rows.add(Map.of("at", 9));
            throw new IllegalStateException("half-way");
        });
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.messages().bookmark("rows")).doesNotContainKey("replication_key_value");
    }

    @Test
    void orderedRowsCountOneByOne() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(PLAIN.ordered(), (read, rows) -> {
            rows.add(Map.of("at", 3));
            rows.add(Map.of("at", 9));
            throw new IllegalStateException("half-way");
        });
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", 9L);
    }

    @Test
    void orderThatIsPromisedAndBrokenIsAFaultOfTheData() throws Exception {
        Sync.Outcome outcome = run(PLAIN.ordered(), Map.of(), 3, 9, 1);
        assertThat(outcome.reason("rows"))
                .isEqualTo("stream 'rows' says that its rows come in the order of [at], but [1] came after [9]");
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", 9L);
    }

    @Test
    void orderIsThatOfValuesNotOfTheirText() throws Exception {
        assertThat(greatest(Type.INT64, "9", "10")).isEqualTo(10L);
        assertThat(greatest(Type.DECIMAL, "9.5", "10", "-3")).isEqualTo(10L);
        assertThat(greatest(Type.FLOAT64, "9.5", "1.0E10").toString()).isEqualTo("10000000000");
        assertThat(greatest(Type.DATE, "2026-01-02", "2025-12-31")).isEqualTo("2026-01-02");
        assertThat(greatest(Type.TIME, "09:00:00", "09:00:00.5")).isEqualTo("09:00:00.500000");
        assertThat(greatest(Type.INSTANT, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000001Z"))
                .isEqualTo("2026-01-01T00:00:00.000001Z");
        assertThat(greatest(Type.INSTANT, "2026-01-01T01:30:00+02:00", "2026-01-01T00:00:00Z"))
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(greatest(Type.TIMESTAMP, "2026-01-01 00:00:00", "2025-01-01 00:00:00"))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void allThreeWaysOfWritingAreTracked() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(PLAIN, (read, rows) -> {
            rows.add(Map.of("at", 1));
            byte[] json = "{\"n\":\"x\",\"at\":5}".getBytes(StandardCharsets.UTF_8);
            rows.addJson(json, 0, json.length);
            rows.text(1, "y");
            rows.utf8(0, new byte[] {'7'}, 0, 1);
            rows.end();
        });
        assertThat(Sync.of(session).run().messages().bookmark("rows")).containsEntry("replication_key_value", 7L);
    }

    @Test
    void nullIsNoBookmark() throws Exception {
        assertThat(run(PLAIN, Map.of(), 3, null).messages().bookmark("rows"))
                .containsEntry("replication_key_value", 3L);
        assertThat(run(PLAIN.ordered(), Map.of(), null, 3, null).messages().bookmark("rows"))
                .containsEntry("replication_key_value", 3L);
        Sync.Outcome none = run(PLAIN, state(5L), new Integer[] {null});
        assertThat(none.messages().bookmark("rows")).containsEntry("replication_key_value", 5L);
    }

    @Test
    void bookmarkNeverBecomesSmaller() throws Exception {
        for (StreamSpec spec : List.of(PLAIN, PLAIN.ordered())) {
            Sync.Outcome outcome = run(spec, state(5L), 3, 4);
            assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", 5L);
            Sync.Outcome more = run(spec, state(5L), 4, 5, 6);
            assertThat(more.messages().bookmark("rows")).containsEntry("replication_key_value", 6L);
        }
        Sync.Outcome text = run(PLAIN, state("5"), 3, 10);
        assertThat(text.messages().bookmark("rows")).containsEntry("replication_key_value", 10L);
    }

    @Test
    void bookmarkThatIsNotOfItsTypeFailsTheStream() throws Exception {
        Sync.Outcome outcome = run(PLAIN, state("yesterday"), 3);
        assertThat(outcome.reason("rows"))
                .isEqualTo("stream 'rows': the bookmark of 'at' is 'yesterday', which is not a number."
                        + " Remove the stream's bookmark from the state to read it from the start");
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", "yesterday");
    }

    @Test
    void severalCursorsAreComparedInTurn() throws Exception {
        StreamSpec spec = StreamSpec.of("rows", Field.of("a", Type.DATE), Field.of("b", Type.INT64))
                .defaultCursor("a", "b");
        SimpleSession session = new SimpleSession(() -> {}).stream(spec, (read, rows) -> {
            rows.add(Map.of("a", "2026-01-02", "b", 9));
            rows.add(Map.of("a", "2026-01-02", "b", 10));
            rows.add(Map.of("a", "2026-01-01", "b", 99));
            rows.add(Map.of("a", "2026-01-03"));
        });
        Map<String, Object> bookmark = Sync.of(session).run().messages().bookmark("rows");
        assertThat(bookmark)
                .containsEntry("replication_key", "a")
                .containsEntry("replication_key_value", "2026-01-02")
                .containsEntry("key", Map.of("b", 10L));
    }

    @Test
    void textWithoutAnOrderIsRefused() throws Exception {
        StreamSpec spec = StreamSpec.of("rows", Field.of("n", Type.TEXT)).defaultCursor("n");
        SimpleSession session = new SimpleSession(() -> {}).stream(spec, (read, rows) -> rows.add(Map.of("n", "a")));
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.reason("rows"))
                .isEqualTo("stream 'rows': cursor 'n' is TEXT and the rows do not come in its order, so no bookmark"
                        + " can be taken. Choose a cursor that is a number or a time, or FULL_TABLE");
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(outcome.messages().records("rows")).isEmpty();
    }

    @Test
    void orderOfTextIsTakenOnTrust() throws Exception {
        StreamSpec spec = StreamSpec.of("rows", Field.of("n", Type.TEXT))
                .defaultCursor("n")
                .ordered();
        SimpleSession session = new SimpleSession(() -> {}).stream(spec, (read, rows) -> {
            rows.add(Map.of("n", "b"));
            rows.add(Map.of("n", "\u00c4\"\n"));
        });
        assertThat(Sync.of(session).run().messages().bookmark("rows"))
                .containsEntry("replication_key_value", "\u00c4\"\n");
    }

    @Test
    void laneThatIsTrackedKeepsItsBounds() throws Exception {
        Laned session = new Laned();
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.reason("rows")).isEmpty();
        assertThat(session.merged)
                .containsExactly(
                        Position.cursor("at", 3).with("below", 5),
                        Position.cursor("at", 8).with("below", 9));
        assertThat(outcome.messages().bookmark("rows")).containsEntry("replication_key_value", 3L);
    }

    @Test
    void laneThatChangesItsShapeFailsItsStreamAloudAndKeepsItsPlace() throws Exception {
        Laned session = new Laned() {
            @Override
            public void read(Split split, RecordSink out) {
                if (split.lane().equals("a")) {
                    out.changed(StreamSpec.of("rows", Field.of("id", Type.INT64), Field.of("fresh", Type.TEXT)));
                }
            }
        };

        Sync.Outcome outcome = Sync.of(session).run();

        assertThat(outcome.reason("rows"))
                .isEqualTo("the source gave stream 'rows' a new shape while it was read in lanes, and the others still"
                        + " write the old one. Run again with --state: its lanes go on where they stand, in the new"
                        + " shape");
        assertThat(outcome.messages().bookmark("rows")).containsKey("lanes");
    }

    private static Object greatest(Type type, String... values) throws Exception {
        StreamSpec spec = StreamSpec.of("rows", Field.of("at", type)).defaultCursor("at");
        SimpleSession session = new SimpleSession(() -> {})
                .stream(
                        spec,
                        (read, rows) ->
                                Arrays.stream(values).forEach(value -> rows.add(Map.of("at", number(type, value)))));
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.reason("rows")).isEmpty();
        return outcome.messages().bookmark("rows").getOrDefault("replication_key_value", "none");
    }

    private static Object number(Type type, String value) {
        return type.kind() == Type.Kind.FLOAT ? Double.valueOf(value) : value;
    }

    private static Sync.Outcome run(StreamSpec spec, Map<String, @Nullable Object> state, @Nullable Integer... cursors)
            throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(spec, (read, rows) -> {
            for (Integer cursor : cursors) {
                Map<String, @Nullable Object> row = new HashMap<>();
                row.put("at", cursor);
                rows.add(row);
            }
        });
        return Sync.of(session).state(state).run();
    }

    private static Map<String, @Nullable Object> state(Object value) {
        return Map.of("bookmarks", Map.of("rows", Map.of("replication_key", "at", "replication_key_value", value)));
    }

    /** Two lanes that make no checkpoint. */
    private static class Laned implements SourceSession {
        private List<Position> merged = Collections.emptyList();

        @Override
        public void check() {}

        @Override
        public List<StreamSpec> discover(Set<String> only) {
            return List.of(PLAIN);
        }

        @Override
        public List<Split> plan(List<StreamRead> streams) {
            StreamRead all = streams.get(0);
            return List.of(
                    Split.lane("a", all.from(Position.of("below", 5))),
                    Split.lane("b", all.from(Position.of("below", 9))));
        }

        @Override
        public void read(Split split, RecordSink out) {
            long below = split.stream().from().int64("below").orElseThrow();
            out.rows("rows").add(Map.of("at", below == 5 ? 3 : 8));
        }

        @Override
        public Position merge(StreamRead stream, List<Position> lanes) {
            merged = new ArrayList<>(lanes);
            return Position.cursor("at", 3);
        }
    }
}
