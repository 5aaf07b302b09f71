package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.RecordSink;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A target that takes no row for longer than {@code release_after}: the server's transaction ends, and no row is lost. */
class SlowTargetTest extends Fixture {
    private static final Map<String, Object> SOON = Map.of("release_after", "PT0.2S", "application_name", "slow");
    private static final String RELEASED = "the target took no row for 200 ms";

    @Test
    void aReadByPagesGoesOnInANewTransaction() throws Exception {
        wide("t", 6000);
        try (Drive drive = open(SOON)) {
            Split split = drive.session().plan(List.of(full(drive, "t"))).get(0);

            CapturedStream stream = readBlockedAt(3000, drive, split);

            assertThat(new HashSet<>(stream.column("id"))).containsAll(ids(6000));
            assertThat(drive.context().counted("connections_released")).isPositive();
        }
    }

    @Test
    void aReadByKeyGoesOnInANewTransactionWithoutARowTwice() throws Exception {
        wide("t", 3000);
        Position begun = Position.of("last_pk_fetched", Map.of("id", 0)).with("max_pk_values", Map.of("id", 3000));
        try (Drive drive = open(SOON)) {
            Split split =
                    drive.session().plan(List.of(full(drive, "t").from(begun))).get(0);

            CapturedStream stream = readBlockedAt(1500, drive, split);

            assertThat(stream.column("id")).containsExactlyElementsOf(ids(3000));
            assertThat(drive.context().counted("connections_released")).isPositive();
        }
    }

    @Test
    @Timeout(60)
    void aTargetThatIsSlowAtEveryRowGetsThemAll() throws Exception {
        // one page of rows that are each much more than is under way to the reader
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "ALTER TABLE t ALTER v SET STORAGE EXTERNAL",
                "INSERT INTO t SELECT i, repeat(md5(i::text), 60000) FROM generate_series(1, 12) i");
        try (Drive drive = open(SOON)) {
            Split split = drive.session().plan(List.of(full(drive, "t"))).get(0);
            CapturedSink sink = CapturedSink.of(split);
            Hold always = row -> LockSupport.parkNanos(500_000_000);
            drive.session().read(split, stuck(RecordSink.class, sink, always, new long[1]));
            List<Object> pushed = sink.stream("public-t").column("id");
            assertThat(new HashSet<>(pushed)).containsAll(ids(12));
            assertThat(pushed).as("the page is read in two goes").hasSizeLessThan(2 * 12);
            assertThat(drive.context().counted("connections_released")).isPositive();
        }
    }

    @Test
    void theSnapshotOfTheRunIsGivenUp() throws Exception {
        wide("t", 3000);
        wide("u", 10);
        try (Drive drive = open(SOON)) {
            List<StreamRead> reads = List.of(full(drive, "t"), full(drive, "u"));
            List<Split> splits = drive.session().plan(reads);

            readBlockedAt(1500, drive, splits.get(0));
            database.execute("INSERT INTO u VALUES (11, 'later')");
            CapturedSink second = CapturedSink.of(splits.get(1));
            drive.read(splits.get(1), second);

            assertThat(second.stream("public-u").column("id")).containsAll(ids(11));
            assertThat(drive.context().logged())
                    .anyMatch(line -> line.startsWith("WARNING the snapshot of this run is given up, since " + RELEASED)
                            && line.endsWith("read from newer ones, each consistent in itself"));
        }
    }

    @Test
    void theLongestStatementIsTheOneThatTheTargetHeldUp() throws Exception {
        wide("t", 10);
        wide("u", 10);
        Drive drive = open(Map.of());
        try (drive) {
            Split split = drive.session().plan(List.of(full(drive, "u"))).get(0);
            CapturedSink sink = CapturedSink.of(split);
            Hold hold = row -> LockSupport.parkNanos(row == 5 ? 1_100_000_000 : 0);
            drive.session().read(split, stuck(RecordSink.class, sink, hold, new long[1]));
            drive.read(full(drive, "t"));
            assertThat(drive.context().counted("longest_statement_seconds")).isZero();
        }
        assertThat(drive.context().counted("longest_statement_seconds")).isGreaterThan(1);
        assertThat(drive.context().logged())
                .anyMatch(
                        line -> line.matches("INFO the longest statement took [2-9] s at most, of stream 'public-u'"));
    }

    /** Reads into a target that is stuck at a row until the server has ended the transaction of the read. */
    private CapturedStream readBlockedAt(long row, Drive drive, Split split) throws Exception {
        CapturedSink sink = CapturedSink.of(split);
        drive.session().read(split, stuck(RecordSink.class, sink, at(row), new long[1]));
        String name = split.streams().get(0).spec().name();
        return sink.stream(name);
    }

    /** The same, but that the end of a row waits. */
    private <T> T stuck(Class<T> type, T target, Hold hold, long[] rows) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (target instanceof RowWriter && method.getName().equals("end")) {
                        hold.at(++rows[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof RowWriter writer ? stuck(RowWriter.class, writer, hold, rows) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Hold at(long row) {
        return each -> {
            if (each == row) {
                awaitOneTransactionLess();
            }
        };
    }

    /** What the target does at a row, counted from 1. */
    private interface Hold {
        void at(long row);
    }

    /** That of a snapshot for the run stays. */
    private void awaitOneTransactionLess() {
        long before = transactions();
        while (transactions() >= before) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private long transactions() {
        return Long.parseLong(
                database.query("SELECT count(xact_start) FROM pg_stat_activity WHERE application_name = 'slow'"
                                + " AND datname = current_database()")
                        .get(0));
    }

    private static List<Object> ids(long last) {
        return LongStream.rangeClosed(1, last).mapToObj(id -> (Object) id).toList();
    }
}
