package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceSession;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What STATE says, when, and what a run makes of the one it is given. */
class StateRulesTest {
    private static final StreamSpec ROWS = StreamSpec.of("rows", Field.of("id", Type.INT64), Field.of("at", Type.INT64))
            .keys("id")
            .cursors("id", "at")
            .logBased();

    @Test
    void stateComesFirstAndLastAlsoWithoutARow() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {});
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.messages().types()).containsExactly("STATE", "SCHEMA", "STATE");
    }

    @Test
    void stateCoversWhatIsAboveItAndNothingBelow() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            for (int i = 1; i <= 500; i++) {
                rows.add(Map.of("id", i));
                if (i % 3 == 0) {
                    rows.checkpoint(Position.of("id", i));
                }
            }
            throw new SourceException(SourceException.Kind.DATA, "no more");
        });
        Messages messages = Sync.of(session).run().messages();
        assertThat(messages.states().size()).isGreaterThan(160);
        for (int i = 0; i < messages.states().size(); i++) {
            Messages before = messages.upToState(i);
            Object covered = before.bookmark("rows").getOrDefault("id", 0L);
            long rows = before.records("rows").size();
            assertThat(covered).isEqualTo(rows - rows % 3);
        }
        assertThat(messages.bookmark("rows")).containsEntry("id", 498L);
    }

    @Test
    void statesCostLittle() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> {
            for (int i = 1; i <= 30_000; i++) {
                rows.add(Map.of("id", i));
                rows.checkpoint(Position.of("id", i));
            }
        });
        Sync.Outcome outcome = Sync.of(session).pace(Pace.DEFAULT).run();
        assertThat(outcome.messages().states()).hasSizeBetween(3, 8);
        Sync.Outcome sized =
                Sync.of(session).pace(new Pace(1, Duration.ofDays(1))).run();
        assertThat(sized.messages().states())
                .as("a STATE only when a hundred times its size went out")
                .hasSizeLessThan(400);
    }

    @Test
    void keysThatNobodyKnowsStay() throws Exception {
        String given = "{\"bookmarks\":{\"rows\":{\"version\":7,\"id\":3,\"gone\":[1,{\"x\":null}],\"_taphouse_x\":1},"
                + "\"unselected\":{\"since\":\"2020\",\"deep\":{\"a\":null}},\"odd\":\"2020-01-01\",\"none\":null},"
                + "\"global\":{\"offsets\":[1,2]},\"currently_syncing\":null}";
        SimpleSession session =
                new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> rows.checkpoint(Position.of("id", 4)));
        Sync.Outcome outcome = Sync.of(session)
                .state(Messages.object(Json.read(given)))
                .reads(read -> read.method(StreamSpec.Method.LOG_BASED))
                .run();
        Map<String, @Nullable Object> last = outcome.messages().lastState();
        Map<String, @Nullable Object> bookmarks = Messages.object(last.get("bookmarks"));
        Map<String, @Nullable Object> before =
                Messages.object(Messages.object(Json.read(given)).get("bookmarks"));
        for (String other : List.of("unselected", "odd", "none")) {
            assertThat(bookmarks.containsKey(other)).isTrue();
            assertThat(bookmarks.get(other)).isEqualTo(before.get(other));
        }
        assertThat(last).containsEntry("global", Map.of("offsets", List.of(1L, 2L)));
        Map<String, @Nullable Object> rows = Messages.object(bookmarks.get("rows"));
        assertThat(rows)
                .containsEntry("version", 7L)
                .containsEntry("_taphouse_x", 1L)
                .containsEntry("id", 4L);
        assertThat(rows).as("a key that is dropped stays as null").containsEntry("gone", null);
    }

    @Test
    void bookmarkOfAnotherMethodIsIgnoredWithAWarning() throws Exception {
        Sync.Outcome outcome = resumed(
                "{\"id\":3,\"last_replication_method\":\"LOG_BASED\",\"lanes\":{\"1\":{\"at\":{\"id\":1}}}}",
                StreamSpec.Method.FULL_TABLE);
        assertThat(outcome.log())
                .isEqualTo("WARNING stream 'rows': replication method changed from LOG_BASED to FULL_TABLE;"
                        + " the old bookmark is ignored and all rows are read\n");
        assertThat(outcome.messages().values("rows", "at")).containsExactly("{}");
    }

    @Test
    void bookmarkOfAnotherCursorIsIgnoredWithAWarning() throws Exception {
        Sync.Outcome outcome = resumed(
                "{\"replication_key\":\"at\",\"replication_key_value\":9}", StreamSpec.Method.INCREMENTAL, "id");
        assertThat(outcome.log())
                .isEqualTo("WARNING stream 'rows': replication key changed from 'at' to 'id';"
                        + " the old bookmark is ignored and all rows are read\n");
        assertThat(outcome.messages().values("rows", "at")).containsExactly("{}");
    }

    @Test
    void bookmarkOfTheSameMethodAndCursorIsTaken() throws Exception {
        Sync.Outcome outcome = resumed(
                "{\"replication_key\":\"id\",\"replication_key_value\":9,\"last_replication_method\":\"INCREMENTAL\"}",
                StreamSpec.Method.INCREMENTAL,
                "id");
        assertThat(outcome.log()).isEmpty();
        assertThat(outcome.messages().values("rows", "at"))
                .containsExactly("{replication_key=id, replication_key_value=9}");
    }

    @Test
    void completePassOfAFullTableDropsItsPosition() throws Exception {
        SimpleSession session = new SimpleSession(() -> {})
                .stream(ROWS, (read, rows) -> rows.checkpoint(Position.of("last_pk_fetched", Map.of("id", 4))));
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(Messages.object(
                        Messages.object(outcome.messages().lastState().get("bookmarks"))
                                .get("rows")))
                .containsEntry("last_pk_fetched", null);
    }

    @Test
    void interruptedStreamComesFirst() throws Exception {
        List<String> order = new ArrayList<>();
        SimpleSession session = new SimpleSession(() -> {});
        for (String name : List.of("a", "b", "c")) {
            session.stream(StreamSpec.of(name, Field.of("id", Type.INT64)), (read, rows) -> order.add(name));
        }
        Sync.Outcome outcome =
                Sync.of(session).state(Map.of("currently_syncing", "b")).run();
        assertThat(order).containsExactly("b", "c", "a");
        assertThat(outcome.messages().lastState()).containsEntry("currently_syncing", null);
    }

    @Test
    void durableIsWhatTheStateSaidThroughAllRetries() throws Exception {
        List<Position> durable = new ArrayList<>();
        OneRead session = OneRead.of(
                (split, out) -> {
                    durable.add(out.durable("rows"));
                    long at = split.stream().from().int64("id").orElse(0) + 1;
                    out.checkpoint(Position.of("id", at));
                    if (at < 9) {
                        throw new IOException("again");
                    }
                },
                ROWS);
        Sync.of(session)
                .state(Map.of("bookmarks", Map.of("rows", Map.of("id", 7))))
                .reads(read -> read.method(StreamSpec.Method.LOG_BASED))
                .run();
        assertThat(durable).containsExactly(Position.of("id", 7), Position.of("id", 7));
    }

    @Test
    void idleSendsOutWhatWasPushedAndAStateThatIsDue() throws Exception {
        List<Integer> lines = new ArrayList<>();
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        OneRead session = OneRead.of(
                (split, out) -> {
                    out.rows("rows").add(Map.of("id", 1));
                    out.idle(Duration.ZERO);
                    lines.add(Messages.of(stdout.toByteArray()).records("rows").size());
                    int before = Messages.of(stdout.toByteArray()).states().size();
                    out.checkpoint(Position.of("id", 1));
                    out.idle(Duration.ZERO);
                    lines.add(Messages.of(stdout.toByteArray()).states().size() - before);
                },
                ROWS);
        Sync.of(session).stdout(stdout).run();
        assertThat(lines).containsExactly(1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 300, 5_000, 90_000, 200_000})
    void stdoutThatBreaksEndsTheRunAtOnce(int room) throws Exception {
        int[] pushed = {0};
        OneRead session = OneRead.of(
                (split, out) -> {
                    for (int i = 0; i < 100_000; i++) {
                        out.rows("rows").add(Map.of("id", i));
                        pushed[0]++;
                    }
                },
                ROWS);
        Sync.Outcome outcome = Sync.of(session).stdout(new Broken(room)).run();
        assertThat(outcome.result().stdout()).hasMessage("Broken pipe");
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.STDOUT);
        assertThat(outcome.result().exitCode().number()).isEqualTo(7);
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.PARTIAL);
        assertThat(pushed[0]).isLessThan(10_000);
        assertThat(outcome.log()).isEmpty();
    }

    @Test
    void stdoutThatBreaksAtTheVeryEndIsNotComplete() throws Exception {
        int whole = bytes(ROWS);
        for (int room :
                IntStream.rangeClosed(0, whole + 10).filter(n -> n % 37 == 0).toArray()) {
            SimpleSession session = new SimpleSession(() -> {}).stream(ROWS, (read, rows) -> rows.add(Map.of("id", 1)));
            Sync.Outcome outcome = Sync.of(session).stdout(new Broken(room)).run();
            assertThat(outcome.result().exitCode())
                    .as("after %d of %d bytes", room, whole)
                    .isEqualTo(room >= whole ? ExitCode.COMPLETE : ExitCode.STDOUT);
        }
    }

    private static int bytes(StreamSpec spec) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sync.of(new SimpleSession(() -> {}).stream(spec, (read, rows) -> rows.add(Map.of("id", 1))))
                .stdout(out)
                .run();
        return out.size();
    }

    private static Sync.Outcome resumed(String bookmark, StreamSpec.Method method, String... cursor) throws Exception {
        StreamSpec spec = StreamSpec.of("rows", Field.of("id", Type.INT64), Field.of("at", Type.TEXT))
                .cursors("id", "at")
                .logBased();
        SourceSession session = new SimpleSession(() -> {})
                .stream(
                        spec,
                        (read, rows) ->
                                rows.add(Map.of("id", 10, "at", read.from().toString())));
        return Sync.of(session)
                .state(Messages.object(Json.read("{\"bookmarks\":{\"rows\":" + bookmark + "}}")))
                .reads((StreamRead read) -> read.method(method, cursor))
                .run();
    }

    /** A pipe whose reader goes away. */
    private static final class Broken extends OutputStream {
        private int room;

        Broken(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- <= 0) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void write(byte[] b, int offset, int length) throws IOException {
            if (room < length) {
                room = 0;
                throw new IOException("Broken pipe");
            }
            room -= length;
        }
    }
}
