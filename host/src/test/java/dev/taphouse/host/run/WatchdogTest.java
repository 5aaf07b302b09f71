package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources that say nothing, and targets that take nothing. */
@Timeout(60)
class WatchdogTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final String REASON = "the source gave no sign of life for 0 s, so the read was ended."
            + " The thread dump shows where it waits; --watchdog-seconds allows it more time";

    @Test
    void readWithoutASignOfLifeFailsAloneWithAThreadDump() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        Scripted session = new Scripted()
                .stream(spec("stuck"), (split, out) -> {
                            out.rows("stuck").add(Map.of("id", 1));
                            out.checkpoint(Position.of("at", 1));
                            try (RecordSink.Registration hook = out.onCancel(cancelled::countDown)) {
                                cancelled.await();
                            }
                        })
                        .stream(spec("next"), (split, out) -> out.rows("next").add(Map.of("id", 2)));
        Sync.Outcome outcome = sync(session).run();
        assertThat(outcome.reason("stuck")).isEqualTo(REASON);
        assertThat(outcome.verdict("next")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.PARTIAL);
        assertThat(outcome.messages().bookmark("stuck")).containsEntry("at", 1L);
        assertThat(outcome.log())
                .contains("WARNING no sign of life for 0 s of the thread 'read-stuck', WAITING")
                .contains("CountDownLatch.await")
                .contains("ERROR stream 'stuck': " + REASON);
        assertThat(outcome.result().threadDump())
                .contains("thread 'read-stuck'")
                .contains("thread 'main'");
    }

    @Test
    void readThatDoesNotEndIsGivenUpAndHasNoEffectAnyMore() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        Scripted session = new Scripted()
                .stream(spec("deaf"), (split, out) -> {
                            out.rows("deaf").add(Map.of("id", 1));
                            try {
                                over.await();
                                out.rows("deaf").add(Map.of("id", 2));
                            } finally {
                                late.countDown();
                            }
                        })
                        .stream(spec("next"), (split, out) -> out.rows("next").add(Map.of("id", 3)));
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        Sync.Outcome outcome = sync(session).stdout(stdout).run();
        byte[] atEnd = stdout.toByteArray();
        over.countDown();
        late.await();
        assertThat(outcome.reason("deaf")).isEqualTo(REASON);
        assertThat(outcome.log()).contains("WARNING the read of 'deaf' does not end, and is given up");
        assertThat(Messages.of(atEnd).values("next", "id")).containsExactly("3");
        assertThat(Messages.of(atEnd).values("deaf", "id")).isEmpty();
        assertThat(Messages.of(atEnd).types()).endsWith("STATE");
        assertThat(stdout.toByteArray()).isEqualTo(atEnd);
    }

    @Test
    void targetThatIsSlowIsNoSilenceOfTheSource() throws Exception {
        Scripted session = new Scripted().stream(spec("rows"), (split, out) -> {
            out.rows("rows").add(Map.of("id", 1));
            out.idle(Duration.ZERO);
        });
        Sync.Outcome outcome = sync(session).stdout(new Slow()).run();
        assertThat(outcome.verdict("rows")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.stream("rows").targetNanos()).isGreaterThan(PATIENCE.toNanos());
        assertThat(outcome.stream("rows").sourceNanos())
                .isLessThan(outcome.stream("rows").targetNanos());
    }

    @Test
    void restIsNoSilence() throws Exception {
        Scripted session = new Scripted().stream(spec("rows"), (split, out) -> {
            out.rows("rows").add(Map.of("id", 1));
            out.idle(PATIENCE.multipliedBy(3));
        });
        assertThat(sync(session).run().verdict("rows")).isEqualTo(Verdict.COMPLETE);
    }

    @Test
    void hardStopGivesUpADeafReadAndTheLastStateGoesOut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Scripted session = new Scripted().stream(spec("deaf"), (split, out) -> {
            out.rows("deaf").add(Map.of("id", 1));
            out.checkpoint(Position.of("at", 1));
            begun.countDown();
            never.await();
        });
        Sync sync = sync(session);
        Thread signal = new Thread(() -> {
            try {
                begun.await();
                sync.stop.hard();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        signal.start();
        Sync.Outcome outcome = sync.conduct(conduct(Duration.ZERO)).run();
        signal.join();
        never.countDown();
        assertThat(outcome.verdict("deaf")).isEqualTo(Verdict.PARTIAL);
        assertThat(outcome.messages().types()).endsWith("STATE");
        assertThat(outcome.messages().bookmark("deaf")).containsEntry("at", 1L);
    }

    private static StreamSpec spec(String name) {
        return StreamSpec.of(name, Field.of("id", Type.INT64)).keys("id").logBased();
    }

    private static Sync sync(Scripted session) {
        return Sync.of(session).conduct(conduct(PATIENCE)).reads(read -> read.method(StreamSpec.Method.LOG_BASED));
    }

    private static Conduct conduct(Duration patience) {
        return new Conduct(1, patience, false, Sync::thread, streams -> {});
    }

    /** A target that takes its time for the first row. */
    private static final class Slow extends OutputStream {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void write(int b) {
            throw new AssertionError("a byte alone");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (new String(bytes, offset, Math.min(length, 16), java.nio.charset.StandardCharsets.UTF_8)
                    .contains("RECORD")) {
                try {
                    assertThat(never.await(PATIENCE.toMillis() * 3, TimeUnit.MILLISECONDS))
                            .isFalse();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }
}
