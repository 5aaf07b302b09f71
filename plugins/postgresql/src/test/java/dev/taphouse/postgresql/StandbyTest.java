package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.ReplicatedServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads from a hot standby. */
class StandbyTest {
    private static ReplicatedServer servers;
    private PostgresDatabase database;

    @BeforeAll
    static void start() {
        // a query that is in the way of the log is cancelled at once
        servers = ReplicatedServer.start(18, Map.of("max_standby_streaming_delay", "0"));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void table() {
        database = servers.primary().newDatabase();
        database.execute(
                "CREATE TABLE t (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), v text)",
                "ALTER TABLE t ALTER v SET STORAGE PLAIN",
                "INSERT INTO t (v) SELECT " + Fixture.WIDE + " FROM generate_series(1, 17000) i",
                "CREATE TABLE u (id int)");
        servers.awaitReplay();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aFullTableIsReadAndGoneOnWith() throws Exception {
        try (Drive drive = open()) {
            drive.check();
            StreamRead read = Fixture.full(drive, "t");
            CapturedStream begun = drive.read(read, sink -> sink.endAtCheckpoint(2)).stream("public-t");
            CapturedStream rest = drive.read(read.from(begun.position())).stream("public-t");
            assertThat(begun.rows().size() + rest.rows().size()).isEqualTo(17_000);
        }
    }

    @Test
    void lanesAndOtherStreamsSeeOneSnapshot() throws Exception {
        try (Drive drive = open()) {
            StreamRead t = Fixture.full(drive, "t").lanes(2);
            List<Split> splits = drive.session().plan(List.of(t, Fixture.full(drive, "u")));
            assertThat(splits).hasSize(3);
            database.execute("INSERT INTO u VALUES (1)", "INSERT INTO t (v) VALUES ('later')");
            servers.awaitReplay();
            Set<Object> ids = new HashSet<>();
            for (Split split : splits) {
                CapturedSink sink = CapturedSink.of(split);
                drive.read(split, sink);
                String name = split.streams().get(0).spec().name();
                ids.addAll(sink.stream(name).column("id"));
            }
            assertThat(ids).hasSize(17_000);
            assertThat(drive.context().logged()).isEmpty();
        }
    }

    @Test
    void anIncrementalReadIsNotCappedAndSaysSo() throws Exception {
        try (Drive drive = open()) {
            CapturedStream first = drive.read(Fixture.incremental(drive, "t", "at")).stream("public-t");
            assertThat(first.rows()).hasSize(17_000);
            assertThat(drive.context().counted("streams_not_capped")).isEqualTo(1);
            assertThat(drive.context().logged())
                    .containsExactly(
                            "WARNING stream 'public-t' is not capped: a standby does not know the open transactions"
                                    + " of its primary; set look_back, or connect to the primary");
            database.execute("INSERT INTO t (v) VALUES ('next')");
            servers.awaitReplay();
            StreamRead next = Fixture.incremental(drive, "t", "at").from(first.position());
            assertThat(drive.read(next).stream("public-t").column("v")).contains("next");
        }
    }

    @Test
    void aSnapshotThatIsInTheWayOfTheLogIsGivenUpAndEveryRowIsRead() throws Exception {
        database.execute("INSERT INTO u SELECT generate_series(1, 10)");
        servers.awaitReplay();
        try (Drive drive = open()) {
            List<Split> splits = drive.session().plan(List.of(Fixture.full(drive, "t"), Fixture.full(drive, "u")));
            database.execute("DELETE FROM u WHERE id <= 5", "VACUUM u");
            servers.awaitReplay();
            servers.await("SELECT confl_snapshot > 0 FROM pg_stat_database_conflicts WHERE datname = '"
                    + database.name() + "'");
            CapturedSink sink = CapturedSink.of(splits.get(0));
            drive.read(splits.get(0), sink);
            assertThat(sink.stream("public-t").column("id"))
                    .containsAll(LongStream.rangeClosed(1, 17_000).boxed().toList());
            assertThat(drive.context().logged())
                    .anyMatch(line -> line.startsWith("WARNING the snapshot of this run is given up, since it ended"));
        }
    }

    @Test
    void aPassThatWasBegunBeforeAPromotionIsRefusedAfterIt() throws Exception {
        try (ReplicatedServer pair = ReplicatedServer.start(15, Map.of());
                PostgresDatabase own = pair.primary().newDatabase()) {
            own.execute(
                    "CREATE TABLE t (id int PRIMARY KEY, v text)",
                    "ALTER TABLE t ALTER v SET STORAGE PLAIN",
                    "INSERT INTO t SELECT i, " + Fixture.WIDE + " FROM generate_series(1, 6000) i");
            pair.awaitReplay();
            Position begun;
            try (Drive drive = Drive.open(new PostgresqlSource(), own.config())) {
                begun = drive.read(Fixture.full(drive, "t"), sink -> sink.endAtCheckpoint(1)).stream("public-t")
                        .position();
            }
            try (Drive drive = Drive.open(new PostgresqlSource(), pair.config(own))) {
                StreamRead read = Fixture.full(drive, "t").from(begun);
                assertThat(drive.read(read).stream("public-t").rows()).hasSizeLessThan(6000);
            }
            pair.promote();
            pair.await("SELECT NOT pg_is_in_recovery()");
            try (Drive drive = Drive.open(new PostgresqlSource(), pair.config(own))) {
                StreamRead read = Fixture.full(drive, "t").from(begun);
                SourceException failure = catchThrowableOfType(SourceException.class, () -> drive.read(read));
                assertThat(failure.kind()).isEqualTo(Kind.POSITION);
                assertThat(failure)
                        .hasMessage("stream 'public-t': its pass was begun in another database, or before this one was"
                                + " restored or failed over");
            }
        }
    }

    private Drive open() throws Exception {
        return Drive.open(new PostgresqlSource(), servers.config(database));
    }
}
