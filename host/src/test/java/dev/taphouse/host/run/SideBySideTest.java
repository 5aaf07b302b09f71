package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads that run at the same time. */
@Timeout(60)
class SideBySideTest {
    private static final int ROWS = 20_000;

    @Test
    void streamsAreReadAtTheSameTime() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(3);
        Scripted session = new Scripted();
        for (String name : List.of("a", "b", "c")) {
            session.stream(spec(name), (split, out) -> {
                meeting.await(30, TimeUnit.SECONDS);
                out.rows(name).add(Map.of("id", 1));
            });
        }
        Sync.Outcome outcome = sync(session, 3).run();
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.COMPLETE);
        for (String name : List.of("a", "b", "c")) {
            assertThat(outcome.messages().values(name, "id")).containsExactly("1");
        }
        assertThat(outcome.messages().types().get(0)).isEqualTo("STATE");
        assertThat(outcome.messages().types()).endsWith("STATE");
        assertThat(outcome.messages().lastState()).containsEntry("currently_syncing", null);
    }

    @Test
    void noMoreAtOnceThanTheSessionAllows() throws Exception {
        assertThat(mostAtOnce(8, 2)).isLessThanOrEqualTo(2);
        assertThat(mostAtOnce(8, 0)).isEqualTo(1);
        assertThat(mostAtOnce(1, 8)).isEqualTo(1);
    }

    private static int mostAtOnce(int parallel, int parallelism) throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Scripted session = new Scripted().parallelism(parallelism);
        for (int i = 0; i < 20; i++) {
            String name = "s" + i;
            session.stream(spec(name), (split, out) -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                push(out, name, 200);
                now.decrementAndGet();
            });
        }
        assertThat(sync(session, parallel).run().result().exitCode()).isEqualTo(ExitCode.COMPLETE);
        return most.get();
    }

    @Test
    void everyStateCoversTheRowsAboveItAndNoneBelow() throws Exception {
        Scripted session = new Scripted();
        for (String name : List.of("a", "b", "c", "d")) {
            session.stream(spec(name), (split, out) -> push(out, name, ROWS));
        }
        Messages messages =
                sync(session, 4).pace(new Pace(500, Duration.ofHours(1))).run().messages();
        Map<String, Long> above = new HashMap<>();
        int states = 0;
        for (Map<String, @Nullable Object> line : messages.lines()) {
            if ("RECORD".equals(line.get("type"))) {
                long id = Long.parseLong(
                        String.valueOf(Messages.object(line.get("record")).get("id")));
                assertThat(id).isEqualTo(above.merge(String.valueOf(line.get("stream")), 1L, Long::sum));
            } else if ("STATE".equals(line.get("type"))) {
                states++;
                for (String name : List.of("a", "b", "c", "d")) {
                    long at = (Long) Messages.bookmark(Messages.object(line.get("value")), name)
                            .getOrDefault("at", 0L);
                    assertThat(at).isLessThanOrEqualTo(above.getOrDefault(name, 0L));
                }
            }
        }
        assertThat(above.values()).containsOnly((long) ROWS);
        assertThat(states).isGreaterThan(4);
    }

    @Test
    void rowsOfOneStreamComeInLongRuns() throws Exception {
        Scripted session = new Scripted();
        for (String name : List.of("a", "b")) {
            session.stream(spec(name), (split, out) -> push(out, name, ROWS * 3));
        }
        Messages messages = sync(session, 2).pace(Pace.DEFAULT).run().messages();
        int turns = 0;
        Object last = "";
        for (Map<String, @Nullable Object> line : messages.lines()) {
            if ("RECORD".equals(line.get("type")) && !last.equals(line.get("stream"))) {
                turns++;
                last = String.valueOf(line.get("stream"));
            }
        }
        assertThat(turns).isLessThan(60);
    }

    @Test
    void lanesRunBesideEachOtherAndTheWholeWaitsForThem() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(2);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Scripted session = new Scripted()
                .stream(spec("a"), (split, out) -> {
                            if (!split.lane().isEmpty()) {
                                meeting.await(30, TimeUnit.SECONDS);
                            }
                            order.add(split.lane() + split.stream().from().entries());
                            out.rows("a").add(Map.of("id", order.size()));
                        })
                        .lanes("a", "1", "2");
        Sync.Outcome outcome = sync(session, 4)
                .reads(read -> read.method(StreamSpec.Method.LOG_BASED))
                .run();
        assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("1{lane=1}", "2{lane=2}");
        assertThat(order.subList(2, 3)).containsExactly("{merged=2}");
        assertThat(outcome.verdict("a")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.stream("a").rows()).isEqualTo(3);
    }

    @Test
    void failureOfOneLeavesTheOthersAlone() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        Scripted session = new Scripted()
                .stream(spec("bad"), (split, out) -> {
                            failed.countDown();
                            throw new SourceException(SourceException.Kind.DATA, "a broken page");
                        })
                        .stream(spec("good"), (split, out) -> {
                    failed.await();
                    push(out, "good", 10);
                });
        Sync.Outcome outcome = sync(session, 2).run();
        assertThat(outcome.reason("bad")).isEqualTo("a broken page");
        assertThat(outcome.verdict("good")).isEqualTo(Verdict.COMPLETE);
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void credentialsThatAreRefusedEndTheOthersAtTheirCheckpoints() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Scripted session = new Scripted()
                .stream(spec("long"), (split, out) -> {
                            for (int i = 1; ; i++) {
                                out.rows("long").add(Map.of("id", i));
                                out.checkpoint(Position.of("at", i));
                                begun.countDown();
                            }
                        })
                        .stream(spec("refused"), (split, out) -> {
                    begun.await();
                    throw new SourceException(SourceException.Kind.CREDENTIALS, "the password is wrong");
                });
        Sync.Outcome outcome = sync(session, 2).run();
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.CONNECTION);
        assertThat(outcome.result().stopped()).as("nobody told it to stop").isFalse();
        long rows = outcome.stream("long").rows();
        assertThat(outcome.messages().bookmark("long")).containsEntry("at", rows);
    }

    @Test
    void stdoutThatBreaksEndsEveryReadAtOnce() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Scripted session = new Scripted()
                .stream(spec("waits"), (split, out) -> {
                            try (RecordSink.Registration hook = out.onCancel(cancelled::countDown)) {
                                waiting.countDown();
                                cancelled.await();
                            }
                        })
                        .stream(spec("writes"), (split, out) -> {
                    waiting.await();
                    push(out, "writes", ROWS);
                });
        Sync.Outcome outcome = sync(session, 2).stdout(new Closing()).run();
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.STDOUT);
        assertThat(outcome.verdict("waits")).isEqualTo(Verdict.PARTIAL);
    }

    @Test
    void readsRunOnThreadsOfTheConnector() throws Exception {
        List<String> names = Collections.synchronizedList(new ArrayList<>());
        Scripted session = new Scripted()
                .stream(
                        spec("a"),
                        (split, out) -> names.add(Thread.currentThread().getName()));
        sync(session, 1).run();
        assertThat(names).containsExactly("read-a");
    }

    private static StreamSpec spec(String name) {
        return StreamSpec.of(name, Field.of("id", Type.INT64)).keys("id").logBased();
    }

    private static Sync sync(Scripted session, int parallel) {
        Conduct conduct = new Conduct(parallel, Duration.ZERO, false, Sync::thread, streams -> {});
        return Sync.of(session).conduct(conduct).reads(read -> read.method(StreamSpec.Method.LOG_BASED));
    }

    private static void push(RecordSink out, String stream, int count) {
        RowWriter rows = out.rows(stream);
        for (int i = 1; i <= count; i++) {
            rows.int64(0, i);
            rows.end();
            if (i % 100 == 0 || i == count) {
                out.checkpoint(Position.of("at", i));
            }
        }
    }

    /** A pipe whose reader goes away once rows come. */
    private static final class Closing extends OutputStream {
        @Override
        public void write(int b) {
            throw new AssertionError("a byte alone");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 10_000) {
                throw new IOException("Broken pipe");
            }
        }
    }
}
