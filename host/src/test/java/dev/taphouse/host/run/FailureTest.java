package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong in one stream, by its kind: what becomes of it, of the others, and of the run. */
class FailureTest {
    private static final StreamSpec BAD = StreamSpec.of("bad", Field.of("id", Type.INT64));
    private static final StreamSpec GOOD = StreamSpec.of("good", Field.of("id", Type.INT64));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void kindSaysWhatHappensNext(Kind kind) throws Exception {
        Sync.Outcome outcome = run(() -> {
            throw new SourceException(kind, "it is so").remedy("Do this");
        });
        assertThat(outcome.reason("bad")).isEqualTo("it is so. Do this");
        assertThat(outcome.log()).contains("stream 'bad': it is so. Do this");
        assertThat(outcome.messages().types()).startsWith("STATE").endsWith("STATE");
        assertThat(outcome.verdict("bad")).isEqualTo(kind == Kind.ABSENT ? Verdict.SKIPPED : Verdict.FAILED);
        boolean endsRun = kind == Kind.CONFIG || kind == Kind.CREDENTIALS;
        assertThat(outcome.verdict("good")).isEqualTo(endsRun ? Verdict.FAILED : Verdict.COMPLETE);
        assertThat(outcome.messages().values("good", "id")).hasSize(endsRun ? 0 : 1);
        assertThat(outcome.stream("bad").retries()).isEqualTo(kind == Kind.UNAVAILABLE ? 2 : 0);
        assertThat(outcome.result().exitCode())
                .isEqualTo(
                        switch (kind) {
                            case CONFIG -> ExitCode.INPUT;
                            case CREDENTIALS -> ExitCode.CONNECTION;
                            default -> ExitCode.PARTIAL;
                        });
    }

    @Test
    void exceptionsOfTheJdkAreClassified() throws Exception {
        assertThat(exitCode(new IOException("gone"))).isEqualTo(ExitCode.CONNECTION);
        assertThat(exitCode(new SQLTransientException("busy"))).isEqualTo(ExitCode.CONNECTION);
        assertThat(exitCode(new SQLRecoverableException("gone"))).isEqualTo(ExitCode.CONNECTION);
        assertThat(exitCode(new SQLInvalidAuthorizationSpecException("no"))).isEqualTo(ExitCode.CONNECTION);
        assertThat(exitCode(new SQLException("syntax"))).isEqualTo(ExitCode.FAILURE);
        assertThat(exitCode(new SourceException(Kind.DATA, "bad"))).isEqualTo(ExitCode.FAILURE);
        assertThat(exitCode(new SourceException(Kind.ABSENT, "gone"))).isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void bugsAreShownWithTheirStackTraceAndErrorsOfLinkageDoNotStopTheOthers() throws Exception {
        Sync.Outcome outcome = run(() -> {
            throw new NoClassDefFoundError("com/example/Gone");
        });
        assertThat(outcome.reason("bad"))
                .isEqualTo("bug in the connector: java.lang.NoClassDefFoundError: com/example/Gone");
        assertThat(outcome.log()).contains("at dev.taphouse.host.run.FailureTest");
        assertThat(outcome.verdict("good")).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void incompleteStreamStandsAtItsLastCheckpoint() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(BAD, (read, rows) -> {
            rows.add(Map.of("id", 1));
            rows.checkpoint(Position.of("at", 1));
            rows.add(Map.of("id", 2));
            throw new SourceException(Kind.DATA, "broken");
        });
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.messages().bookmark("bad")).containsEntry("at", 1L);
        assertThat(outcome.messages().values("bad", "id")).containsExactly("1", "2");
    }

    @Test
    void whatIsReadAgainBringsTheRestOfItsLimit() throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(BAD, (read, rows) -> {
            long at = read.from().int64("at").orElse(0);
            for (int i = 0; i < 3; i++) {
                rows.add(Map.of("id", ++at));
                rows.checkpoint(Position.of("at", at));
            }
            rows.add(Map.of("id", at + 1)); // no position covers this one, so it comes again
            throw new IOException("connection reset");
        });

        Sync.Outcome outcome = Sync.of(session).reads(read -> read.limit(5)).run();

        assertThat(outcome.messages().values("bad", "id")).containsExactly("1", "2", "3", "4", "4", "5");
        assertThat(outcome.verdict("bad")).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void unavailableIsReadAgainFromItsLastCheckpoint() throws Exception {
        List<Position> froms = new ArrayList<>();
        SimpleSession session = new SimpleSession(() -> {}).stream(BAD, (read, rows) -> {
            froms.add(read.from());
            long at = read.from().int64("at").orElse(0) + 1;
            rows.add(Map.of("id", at));
            rows.checkpoint(Position.of("at", at));
            if (at < 8) {
                throw new IOException("connection reset");
            }
        });
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.verdict("bad"))
                .as("attempts that make progress are not counted")
                .isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.messages().values("bad", "id")).containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(froms).startsWith(Position.START, Position.of("at", 1), Position.of("at", 2));
        assertThat(outcome.stream("bad").retries()).isEqualTo(7);
        assertThat(outcome.log()).contains("stream 'bad': connection reset; trying again in 0 ms");
    }

    @Test
    void waitsAreDoubledAndNotShorterThanTheSourceSays() {
        Retry retry = new Retry(5, Duration.ofSeconds(1));
        Problem busy = Problem.of(new IOException("busy"));
        assertThat(retry.after(1, busy)).isEqualTo(Duration.ofSeconds(1));
        assertThat(retry.after(4, busy)).isEqualTo(Duration.ofSeconds(8));
        SourceException limited = new SourceException(Kind.UNAVAILABLE, "429").retryAfter(Duration.ofSeconds(5));
        assertThat(retry.after(1, Problem.of(limited))).isEqualTo(Duration.ofSeconds(5));
        assertThat(retry.after(4, Problem.of(limited))).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void stopEndsTheWaitForASourceThatIsBusy() throws Exception {
        Sync[] running = new Sync[1];
        List<String> reads = new ArrayList<>();
        SimpleSession session = new SimpleSession(() -> {}).stream(BAD, (read, rows) -> {
            reads.add("read");
            Thread stopper = new Thread(running[0].stop::soft);
            stopper.start();
            throw new SourceException(Kind.UNAVAILABLE, "429").retryAfter(Duration.ofDays(1));
        });
        running[0] = Sync.of(session);
        Sync.Outcome outcome = running[0].run();
        assertThat(reads).hasSize(1);
        assertThat(outcome.verdict("bad")).isEqualTo(Verdict.PARTIAL);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
    }

    @Test
    void streamsThatAreNotToBeHadAreSkippedOrFailed() throws Exception {
        StreamSpec absent =
                StreamSpec.of("absent", Field.of("id", Type.INT64)).unavailable(Kind.ABSENT, "no such site");
        StreamSpec hidden =
                StreamSpec.of("hidden", Field.of("id", Type.INT64)).unavailable(Kind.PERMISSION, "not granted");
        SimpleSession session = new SimpleSession(() -> {})
                .stream(absent, (read, rows) -> rows.add(Map.of("id", 1))).stream(
                        hidden, (read, rows) -> rows.add(Map.of("id", 1)))
                        .stream(GOOD, (read, rows) -> rows.add(Map.of("id", 1)));
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.verdict("absent")).isEqualTo(Verdict.SKIPPED);
        assertThat(outcome.verdict("hidden")).isEqualTo(Verdict.FAILED);
        assertThat(outcome.verdict("good")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.PARTIAL);
        assertThat(outcome.log())
                .contains("WARNING stream 'absent': no such site", "ERROR stream 'hidden': not granted");
    }

    @Test
    void planThatFailsFailsAllAndStillEndsWithAState() throws Exception {
        Planned session = Planned.of(BAD, GOOD).keeping("bad", "bad");
        Sync.Outcome outcome = Sync.of(session).run();
        assertThat(outcome.verdict("good")).isEqualTo(Verdict.FAILED);
        assertThat(outcome.messages().types()).endsWith("STATE");
    }

    private static ExitCode exitCode(Exception thrown) throws Exception {
        SimpleSession session = new SimpleSession(() -> {}).stream(BAD, (read, rows) -> {
            throw thrown;
        });
        return Sync.of(session).run().result().exitCode();
    }

    private static Sync.Outcome run(SimpleSession.Check failure) throws Exception {
        SimpleSession session = new SimpleSession(() -> {})
                .stream(BAD, (read, rows) -> failure.check()).stream(GOOD, (read, rows) -> rows.add(Map.of("id", 1)));
        return Sync.of(session).run();
    }
}
