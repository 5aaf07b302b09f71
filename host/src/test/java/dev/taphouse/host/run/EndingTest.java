package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a read ends before it is through, whatever the connector makes of it. */
class EndingTest {
    private static final byte[] ONE = {'1'};
    private static final byte[] ROW = {'{', '}'};
    private static final StreamSpec ROWS = StreamSpec.of("rows", Field.of("id", Type.INT64))
            .keys("id")
            .logBased()
            .resume(StreamSpec.Resume.EXACTLY);

    @Test
    void softStopEndsAtTheNextCheckpoint() throws Exception {
        Sync.Outcome outcome = run((sync, out) -> {
            push(out, 1);
            out.checkpoint(Position.of("at", 1));
            sync.stop.soft();
            push(out, 2);
            out.checkpoint(Position.of("at", 2));
            push(out, 3);
        });
        requirePartial(outcome, 2);
        assertThat(outcome.messages().values("rows", "id")).containsExactly("1", "2");
        assertThat(outcome.result().stopped()).isTrue();
    }

    @Test
    void softStopEndsInIdle() throws Exception {
        Sync.Outcome outcome = run((sync, out) -> {
            push(out, 1);
            out.checkpoint(Position.of("at", 1));
            sync.stop.soft();
            out.idle(Duration.ofDays(1));
            throw new AssertionError("idle returned");
        });
        requirePartial(outcome, 1);
    }

    @Test
    void softStopIsSeenByCheckpointDue() throws Exception {
        List<Boolean> due = new ArrayList<>();
        Sync sync = Sync.of(OneRead.of((split, out) -> due.add(out.checkpointDue()), ROWS));
        sync.stop.soft();
        sync.run();
        assertThat(due).as("a run that is stopped begins no split").isEmpty();
        run((running, out) -> {
            push(out, 1);
            out.checkpoint(Position.of("at", 1));
            due.add(out.checkpointDue());
            running.stop.soft();
            due.add(out.checkpointDue());
        });
        assertThat(due).containsExactly(false, true);
    }

    @Test
    void readThatIsThroughBeforeItMeetsASoftStopIsComplete() throws Exception {
        Sync.Outcome outcome = run((sync, out) -> {
            push(out, 1);
            out.checkpoint(Position.of("at", 1));
            sync.stop.soft();
        });
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.messages().bookmark("rows")).doesNotContainKey("at");
    }

    static Stream<Map.Entry<String, Call>> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("add", (out, rows) -> rows.add(Map.of("id", 9)));
        calls.put("addJson", (out, rows) -> rows.addJson(ROW, 0, 2));
        calls.put("bool", (out, rows) -> rows.bool(0, true));
        calls.put("int64", (out, rows) -> rows.int64(0, 9));
        calls.put("float64", (out, rows) -> rows.float64(0, 9));
        calls.put("decimal", (out, rows) -> rows.decimal(0, BigDecimal.ONE));
        calls.put("text", (out, rows) -> rows.text(0, "9"));
        calls.put("bytes", (out, rows) -> rows.bytes(0, ONE, 0, 1));
        calls.put("date", (out, rows) -> rows.date(0, 9));
        calls.put("time", (out, rows) -> rows.time(0, 9));
        calls.put("instant", (out, rows) -> rows.instant(0, 9, 0));
        calls.put("utf8", (out, rows) -> rows.utf8(0, ONE, 0, 1));
        calls.put("json", (out, rows) -> rows.json(0, ONE, 0, 1));
        calls.put("value", (out, rows) -> rows.value(0, 9));
        calls.put("lost", (out, rows) -> rows.lost(0, "why"));
        calls.put("delete", (out, rows) -> rows.delete(Map.of("id", 9), Instant.EPOCH));
        calls.put("fail", (out, rows) -> rows.fail(new SourceException(SourceException.Kind.DATA, "late")));
        calls.put("truncate", (out, rows) -> rows.truncate());
        calls.put("rows.checkpoint", (out, rows) -> rows.checkpoint(Position.of("at", 9)));
        calls.put("sink.checkpoint", (out, rows) -> out.checkpoint(Position.of("at", 9)));
        calls.put("changed", (out, rows) -> out.changed(ROWS));
        calls.put("idle", (out, rows) -> out.idle(Duration.ofDays(1)));
        return calls.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void cancellationThatIsSwallowedIsThrownAgain(Map.Entry<String, Call> call) throws Exception {
        Sync.Outcome outcome = run(StreamSpec.Method.LOG_BASED, (sync, out) -> {
            RowWriter rows = out.rows("rows");
            push(out, 1);
            sync.stop.soft();
            assertThatThrownBy(() -> out.checkpoint(Position.of("at", 1))).isInstanceOf(CancellationException.class);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> call.getValue().on(out, rows))
                        .as(call.getKey())
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("the host ends this read");
            }
        });
        requirePartial(outcome, 1);
        assertThat(outcome.messages().values("rows", "id")).containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void hardStopEndsAnyCall(Map.Entry<String, Call> call) throws Exception {
        Sync.Outcome outcome = run(StreamSpec.Method.LOG_BASED, (sync, out) -> {
            RowWriter rows = out.rows("rows");
            push(out, 1);
            out.checkpoint(Position.of("at", 1));
            push(out, 2);
            sync.stop.hard();
            call.getValue().on(out, rows);
            throw new AssertionError(call.getKey() + " returned");
        });
        requirePartial(outcome, 1);
        assertThat(outcome.messages().values("rows", "id")).containsExactly("1", "2");
    }

    @Test
    void cancellationThatIsWrappedIsNoFailure() throws Exception {
        Sync.Outcome outcome = run((sync, out) -> {
            push(out, 1);
            sync.stop.soft();
            try {
                out.checkpoint(Position.of("at", 1));
            } catch (CancellationException e) {
                throw new SourceException(SourceException.Kind.DATA, "wrapped", e);
            }
        });
        requirePartial(outcome, 1);
    }

    @Test
    void quietReturnAfterAHookIsNotComplete() throws Exception {
        Sync.Outcome outcome = run((sync, out) -> {
            boolean[] cancelled = {false};
            try (RecordSink.Registration hook = out.onCancel(() -> cancelled[0] = true)) {
                push(out, 1);
                out.checkpoint(Position.of("at", 1));
                sync.stop.hard();
            }
            assertThat(cancelled[0]).isTrue();
        });
        requirePartial(outcome, 1);
    }

    @Test
    void failureAfterAHookIsNoFailure() throws Exception {
        Sync.Outcome outcome = run((sync, out) -> {
            boolean[] cancelled = {false};
            push(out, 1);
            out.checkpoint(Position.of("at", 1));
            try (RecordSink.Registration hook = out.onCancel(() -> cancelled[0] = true)) {
                sync.stop.hard();
                throw new SQLException("canceling statement due to user request");
            }
        });
        requirePartial(outcome, 1);
    }

    @Test
    void hookRunsOnceAndAtOnceWhenItComesTooLate() throws Exception {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        run((sync, out) -> {
            out.onCancel(early::incrementAndGet);
            RecordSink.Registration over = out.onCancel(closed::incrementAndGet);
            over.close();
            over.close();
            out.onCancel(() -> {
                throw new IllegalStateException("a hook that fails");
            });
            sync.stop.hard();
            sync.stop.hard();
            out.onCancel(late::incrementAndGet);
        });
        assertThat(early).hasValue(1);
        assertThat(closed).hasValue(0);
        assertThat(late).hasValue(1);
    }

    @Test
    void limitEndsTheReadAndTheStreamIsComplete() throws Exception {
        Sync.Outcome outcome = Sync.of(OneRead.of(
                        (split, out) -> {
                            for (int i = 1; i < 100; i++) {
                                push(out, i);
                                out.checkpoint(Position.of("at", i));
                            }
                        },
                        ROWS))
                .reads(read -> read.limit(3))
                .run();
        assertThat(outcome.messages().values("rows", "id")).containsExactly("1", "2", "3");
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.messages().bookmark("rows"))
                .as("a pass that the limit ended is not over")
                .containsEntry("at", 3L);
    }

    @Test
    void limitThatTheConnectorKeepsIsNotTheEndOfThePass() throws Exception {
        Sync.Outcome outcome = Sync.of(OneRead.of(
                        (split, out) -> {
                            push(out, 1);
                            out.checkpoint(Position.of("at", 1));
                        },
                        ROWS))
                .reads(read -> read.limit(1))
                .run();
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.messages().bookmark("rows")).containsEntry("at", 1L);
    }

    @Test
    void limitOfOneStreamLeavesTheOthersToGoOn() throws Exception {
        StreamSpec many = StreamSpec.of("many", Field.of("id", Type.INT64)).keys("id");
        StreamSpec few = StreamSpec.of("few", Field.of("id", Type.INT64)).keys("id");
        Sync.Outcome outcome = Sync.of(OneRead.of(
                        (split, out) -> {
                            for (int i = 1; i < 100; i++) {
                                out.rows("many").add(Map.of("id", i));
                                if (i % 10 == 0) {
                                    out.rows("few").add(Map.of("id", i));
                                }
                            }
                        },
                        many,
                        few))
                .reads(read -> read.limit(3))
                .run();
        assertThat(outcome.messages().values("many", "id")).containsExactly("1", "2", "3");
        assertThat(outcome.messages().values("few", "id")).containsExactly("10", "20", "30");
        assertThat(outcome.stream("many").rows()).isEqualTo(3);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
    }

    @Test
    void streamsThatWereNotBegunArePartialAndTheInterruptedOneIsRemembered() throws Exception {
        StreamSpec first = StreamSpec.of("first", Field.of("id", Type.INT64));
        StreamSpec second = StreamSpec.of("second", Field.of("id", Type.INT64));
        Sync[] running = new Sync[1];
        SimpleSession session = new SimpleSession(() -> {})
                .stream(first, (read, rows) -> {
                            running[0].stop.soft();
                            rows.checkpoint(Position.of("at", 1));
                        })
                        .stream(second, (read, rows) -> rows.add(Map.of("id", 1)));
        running[0] = Sync.of(session);
        Sync.Outcome outcome = running[0].run();
        assertThat(outcome.verdict("first")).isEqualTo(Verdict.PARTIAL);
        assertThat(outcome.verdict("second")).isEqualTo(Verdict.PARTIAL);
        assertThat(outcome.messages().lastState()).containsEntry("currently_syncing", "first");
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
    }

    private static Sync.Outcome run(Stopping script) throws Exception {
        return run(StreamSpec.Method.FULL_TABLE, script);
    }

    private static Sync.Outcome run(StreamSpec.Method method, Stopping script) throws Exception {
        Sync[] running = new Sync[1];
        running[0] = Sync.of(OneRead.of((split, out) -> script.read(running[0], out), ROWS))
                .reads((StreamRead read) -> read.method(method));
        return running[0].run();
    }

    private static void push(RecordSink out, long id) {
        out.rows("rows").int64(0, id);
        out.rows("rows").end();
    }

    private static void requirePartial(Sync.Outcome outcome, long at) {
        assertThat(outcome.reason("rows")).isEmpty();
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.PARTIAL);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
        assertThat(outcome.log()).isEmpty();
        assertThat(outcome.messages().types()).endsWith("STATE");
        assertThat(outcome.messages().bookmark("rows")).containsEntry("at", at);
    }

    private interface Call {
        void on(RecordSink out, RowWriter rows);
    }

    private interface Stopping {
        void read(Sync sync, RecordSink out) throws Exception;
    }
}
