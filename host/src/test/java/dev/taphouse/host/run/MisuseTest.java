package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a connector must not do is told to it at once, and never becomes a row. */
class MisuseTest {
    private static final StreamSpec ROWS = StreamSpec.of("rows", Field.of("id", Type.INT64), Field.of("n", Type.INT16));
    private static final StreamSpec OTHER = StreamSpec.of("other", Field.of("id", Type.INT64));

    @Test
    void fieldWrittenTwice() throws Exception {
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.rows("rows").int64(0, 1);
                },
                "stream 'rows': field 'id' was written twice in one row");
    }

    @Test
    void endForgottenBeforeACheckpointOrIdle() throws Exception {
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.checkpoint(Position.of("at", 1));
                },
                "checkpoint inside a row of stream 'rows'; end() is missing");
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.idle(Duration.ZERO);
                },
                "idle inside a row of stream 'rows'; end() is missing");
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.changed(ROWS);
                },
                "changed inside a row of stream 'rows'; end() is missing");
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.rows("rows").checkpoint(Position.of("at", 1));
                },
                "stream 'rows': checkpoint inside a row; end() is missing");
    }

    @Test
    void endForgottenBeforeAnotherRow() throws Exception {
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.rows("rows").add(Map.of("id", 2));
                },
                "stream 'rows': add inside a row; end() is missing");
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    addJson(out.rows("rows"), "{}");
                },
                "stream 'rows': addJson inside a row; end() is missing");
        fails(
                out -> {
                    out.rows("rows").int64(0, 1);
                    out.rows("other").int64(0, 1);
                },
                "a row of stream 'other' begins inside a row of 'rows'; end() is missing");
    }

    @Test
    void endWithoutARow() throws Exception {
        fails(out -> out.rows("rows").end(), "stream 'rows': a row is ended that was not begun");
    }

    @Test
    void writerOfAShapeThatChanged() throws Exception {
        fails(
                out -> {
                    RowWriter old = out.rows("rows");
                    out.changed(ROWS);
                    assertThat(out.rows("rows")).isNotSameAs(old);
                    old.add(Map.of("id", 1));
                },
                "stream 'rows': the writer is of a shape that changed; take a new one from rows()");
    }

    @Test
    void deleteOfAStreamWithoutALog() throws Exception {
        fails(
                out -> out.rows("rows").delete(Map.of("id", 1), Instant.EPOCH),
                "stream 'rows': delete() of a stream that is not read by LOG_BASED and whose spec has no deletes");
    }

    @Test
    void valueThatDoesNotFitEndsTheRow() throws Exception {
        fails(
                out -> {
                    assertThatThrownBy(() -> out.rows("rows").int64(1, 70_000))
                            .isInstanceOf(SourceException.class)
                            .hasMessage("stream 'rows', field 'n' (INT16): value 70000 does not fit 16 bits");
                    out.rows("rows").end();
                },
                "stream 'rows': a value did not fit; reject() the row or let the exception pass");
    }

    @Test
    void rejectDropsTheRowAndIsCounted() throws Exception {
        Sync.Outcome outcome = run(out -> {
            out.rows("rows").int64(0, 1);
            out.rows("rows").reject("no customer");
            out.rows("rows").add(Map.of("id", 2));
        });
        assertThat(outcome.messages().values("rows", "id")).containsExactly("2");
        assertThat(outcome.stream("rows").losses()).isEqualTo(Map.of("row rejected: no customer", 1L));
        assertThat(outcome.stream("rows").rows()).isEqualTo(1);
    }

    @Test
    void unknownStreamAndUnknownField() throws Exception {
        run(out -> {
            assertThatThrownBy(() -> out.rows("none"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("stream 'none' is not in this split, which has [rows, other]");
            assertThat(out.durable("none")).isEqualTo(Position.START);
        });
        Sync.Outcome outcome = run(out -> out.rows("rows").int64(2, 1));
        assertThat(outcome.reason("rows")).contains("IndexOutOfBounds");
    }

    @Test
    void rowThatAnExceptionInterruptsIsDiscarded() throws Exception {
        Sync.Outcome outcome = run(out -> {
            out.rows("rows").add(Map.of("id", 1));
            out.rows("rows").int64(0, 2);
            throw new SourceException(SourceException.Kind.DATA, "broken page");
        });
        assertThat(outcome.messages().values("rows", "id")).containsExactly("1");
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.FAILED);
        assertThat(outcome.reason("rows")).isEqualTo("broken page");
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void rowsThatFailAsAWholeLeaveNothingBehind() throws Exception {
        Sync.Outcome outcome = run(out -> {
            RowWriter rows = out.rows("rows");
            assertThatThrownBy(() -> rows.add(Map.of("id", 1, "n", 70_000))).isInstanceOf(SourceException.class);
            assertThatThrownBy(() -> addJson(rows, "{\"id\":1,\"n\":70000}")).isInstanceOf(SourceException.class);
            assertThatThrownBy(() -> addJson(rows, "{\"id\":1,")).isInstanceOf(SourceException.class);
            rows.add(Map.of("id", 2));
        });
        assertThat(outcome.messages().values("rows", "id")).containsExactly("2");
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void planThatReadsOrLeavesOutWhatItMustNot() throws Exception {
        Sync.Outcome less = Sync.of(Planned.of(ROWS, OTHER).keeping("other")).run();
        assertThat(less.reason("rows")).endsWith("IllegalStateException: the plan leaves out stream 'rows'");
        assertThat(less.verdict("other")).isEqualTo(Verdict.COMPLETE);
        assertThat(less.result().exitCode()).isEqualTo(ExitCode.PARTIAL);
        Sync.Outcome more = Sync.of(Planned.of(ROWS, OTHER).keeping("rows", "other", "other2"))
                .run();
        assertThat(more.reason("rows")).endsWith("IllegalStateException: stream 'other2' was not asked for");
        assertThat(more.messages().types()).containsExactly("STATE", "STATE");
    }

    private static void fails(Script script, String message) throws Exception {
        Sync.Outcome outcome = run(script);
        String told = "bug in the connector: java.lang.IllegalStateException: " + message;
        assertThat(List.of(outcome.reason("rows"), outcome.reason("other"))).containsExactly(told, told);
        assertThat(outcome.log()).contains("stream 'rows': " + told, "at dev.taphouse.host.run.MisuseTest");
        assertThat(outcome.messages().records("rows")).isEmpty();
        assertThat(outcome.messages().types()).endsWith("STATE");
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.FAILURE);
    }

    private static Sync.Outcome run(Script script) throws Exception {
        return Sync.of(OneRead.of((split, out) -> script.read(out), ROWS, OTHER))
                .run();
    }

    private static void addJson(RowWriter rows, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        rows.addJson(utf8, 0, utf8.length);
    }

    private interface Script {
        void read(RecordSink out) throws Exception;
    }
}
