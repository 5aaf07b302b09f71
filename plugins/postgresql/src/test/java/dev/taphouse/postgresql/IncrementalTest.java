package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncrementalTest extends Fixture {

    @BeforeEach
    void orders() {
        database.execute("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text,"
                + " at timestamptz NOT NULL DEFAULT now())");
    }

    @Test
    void theFirstPassLeadsToTheGreatestCursorAndTheNextReadsFromIt() throws Exception {
        insert("2026-01-01 00:00:00.123456+00", "2026-01-03 00:00:00+00", "2026-01-02 00:00:00+00");
        Position first = incremental("t", "at", Position.START).position();
        assertThat(first)
                .isEqualTo(Position.cursor("at", "2026-01-03T00:00:00Z").with("key", Map.of()));
        insert("2026-01-03 00:00:00+00", "2026-01-04 00:00:00.000001+00", "2026-01-01 00:00:00+00");
        CapturedStream next = incremental("t", "at", first);
        assertThat(next.column("id")).containsExactly(2L, 4L, 5L);
        assertThat(next.position())
                .isEqualTo(Position.cursor("at", "2026-01-04T00:00:00.000001Z").with("key", Map.of("id", 5)));
    }

    @Test
    void aTransactionThatIsOpenHoldsTheBookmarkOfATimeBack() throws Exception {
        insert("2026-01-01 00:00:00+00");
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("SELECT 1");
            database.execute("SELECT pg_sleep(1.1)", "INSERT INTO t (v) VALUES ('early')");
            CapturedStream while1 = incremental("t", "at", Position.START);
            assertThat(while1.column("v")).contains("early");
            assertThat(while1.position().cursor()).hasValue("2026-01-01T00:00:00Z");
            // now() is the begin of this transaction: before the row that is committed already
            statement.execute("INSERT INTO t (v) VALUES ('late')");
            late.commit();
            assertThat(incremental("t", "at", while1.position()).column("v")).contains("early", "late");
        }
    }

    @Test
    void aTransactionThatTookANumberHoldsTheBookmarkOfASequenceBack() throws Exception {
        insert("2026-01-01 00:00:00+00");
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO t (v) VALUES ('late')");
            database.execute("INSERT INTO t (v) VALUES ('early')");
            CapturedStream first = incremental("t", "id", Position.START);
            assertThat(first.column("v")).contains("early");
            late.commit();
            assertThat(incremental("t", "id", first.position()).column("v")).contains("early", "late");
        }
        CapturedStream settled = incremental("t", "id", Position.START);
        assertThat(settled.position()).isEqualTo(Position.cursor("id", 3).with("key", Map.of()));
        database.execute("INSERT INTO t (v) VALUES ('next')");
        CapturedStream next = incremental("t", "id", settled.position());
        assertThat(next.column("v")).containsExactly("early", "next");
        assertThat(next.position()).isEqualTo(Position.cursor("id", 4).with("key", Map.of("id", 4)));
        assertThat(incremental("t", "id", next.position()).rows()).isEmpty();
    }

    @Test
    void aSequenceOfSmallNumbersIsHeldBackToo() throws Exception {
        database.execute("CREATE TABLE s (id smallserial PRIMARY KEY, v text)", "INSERT INTO s (v) VALUES ('a')");
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO s (v) VALUES ('late')");
            CapturedStream first = incremental("s", "id", Position.START);
            assertThat(first.column("v")).containsExactly("a");
            late.commit();
            assertThat(incremental("s", "id", first.position()).column("v")).contains("a", "late");
        }
    }

    @Test
    void aPreparedTransactionHoldsTheBookmarkBackUntilItEnds() throws Exception {
        insert("2026-01-01 00:00:00+00");
        Position before = incremental("t", "at", Position.START).position();
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO t (v) VALUES ('late')");
            statement.execute("PREPARE TRANSACTION 'late'");
            late.commit();
        }
        database.execute("SELECT pg_sleep(1.1)", "INSERT INTO t (v) VALUES ('early')", "SELECT pg_sleep(1.1)");
        CapturedStream held = incremental("t", "at", before);
        assertThat(held.column("v")).contains("early");
        assertThat(held.position()).isEqualTo(before);
        database.execute("COMMIT PREPARED 'late'");
        assertThat(incremental("t", "at", held.position()).column("v")).contains("early", "late");
    }

    @Test
    void rowsFromTheFutureArriveAndHideNoneThatComeLater() throws Exception {
        insert("2026-01-01 00:00:00+00", "2199-01-01 00:00:00+00", "infinity");
        CapturedStream first = incremental("t", "at", Position.START);
        assertThat(first.rows()).hasSize(3);
        assertThat(first.position().cursor()).hasValue("2026-01-01T00:00:00Z");
        insert("2026-01-02 00:00:00+00");
        assertThat(incremental("t", "at", first.position()).column("id")).contains(4L);
    }

    @Test
    void losesNoRowWhenKilledAtEveryCheckpointOfAGreatGroupOfEqualCursors() throws Exception {
        database.execute("INSERT INTO t (v, at) SELECT i, '2026-01-01' FROM generate_series(1, 10) i");
        Position from = incremental("t", "at", Position.START).position();
        database.execute("INSERT INTO t (v, at) SELECT i, '2026-02-01' FROM generate_series(1, 9500) i");
        Set<Object> seen = new HashSet<>();
        int reads = 0;
        boolean complete = false;
        while (!complete) {
            long end = reads < 9 ? 2 : Long.MAX_VALUE;
            try (Drive drive = open()) {
                var read = drive.read(incremental(drive, "t", "at").from(from), sink -> sink.endAtCheckpoint(end));
                seen.addAll(read.stream("public-t").column("id"));
                from = read.stream("public-t").position();
                complete = read.complete();
            }
            reads++;
        }
        assertThat(reads).isEqualTo(10);
        assertThat(seen).hasSize(9510);
    }

    @Test
    void saysWhyAStreamIsNotCapped() throws Exception {
        database.execute(
                "CREATE TABLE n (id int PRIMARY KEY, at timestamp NOT NULL)", "INSERT INTO n VALUES (1, now())");
        try (Drive drive = open()) {
            drive.read(incremental(drive, "n", "at"));
            assertThat(drive.context().logged())
                    .anyMatch(line -> line.contains("stream 'public-n' is not capped: column 'at' has no time zone;"
                            + " set timestamp_zone to that of its writers, or set look_back"));
            assertThat(drive.context().counted("streams_not_capped")).isEqualTo(1);
        }
        try (Drive drive = open(Map.of("timestamp_zone", "Europe/Berlin"))) {
            drive.read(incremental(drive, "n", "at"));
            assertThat(drive.context().counted("streams_not_capped")).isZero();
        }
    }

    @Test
    void knowsNothingOfTransactionsThatFillTheTableFromElsewhere() throws Exception {
        database.execute(
                "CREATE MATERIALIZED VIEW m AS SELECT 1 AS id, now() AS at",
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '"
                        + database.server().host() + "', port '"
                        + database.server().port() + "', dbname '" + database.name() + "')",
                "CREATE USER MAPPING FOR postgres SERVER other OPTIONS (user 'postgres', password 'postgres')",
                "CREATE FOREIGN TABLE f (id bigint, v text, at timestamptz NOT NULL) SERVER other"
                        + " OPTIONS (table_name 't')");
        insert("2026-01-01 00:00:00+00");
        try (Drive drive = open()) {
            drive.read(incremental(drive, "m", "at"));
            assertThat(drive.read(incremental(drive, "f", "at")).stream("public-f")
                            .rows())
                    .hasSize(1);
            assertThat(drive.context().logged())
                    .anyMatch(line -> line.endsWith("stream 'public-m' is not capped: its rows come from transactions"
                            + " that are not known here; set look_back"))
                    .anyMatch(line -> line.contains("stream 'public-f' is not capped: its rows come from"));
        }
    }

    @Test
    void looksBackFromItsBookmark() throws Exception {
        insert("2026-01-01 00:00:00+00", "2026-01-02 00:00:00+00");
        Position first = incremental("t", "at", Position.START).position();
        insert("2026-01-01 23:00:00+00");
        try (Drive drive = open(Map.of("look_back", "PT2H"))) {
            StreamRead read = incremental(drive, "t", "at").from(first);
            assertThat(drive.read(read).stream("public-t").column("id")).containsExactly(3L, 2L);
        }
    }

    @Test
    void comparesSeveralCursorsInTurn() throws Exception {
        database.execute(
                "CREATE TABLE two (day date NOT NULL, n int NOT NULL, v text)",
                "INSERT INTO two VALUES ('2026-01-02', 1, 'c'), ('2026-01-01', 9, 'b'), ('2026-01-01', 2, 'a')");
        try (Drive drive = open()) {
            StreamRead read = incremental(drive, "two", "day", "n");
            Position first = drive.read(read).stream("public-two").position();
            database.execute("INSERT INTO two VALUES ('2026-01-02', 0, 'd'), ('2026-01-03', 0, 'e')");
            CapturedStream next = drive.read(read.from(first)).stream("public-two");
            assertThat(next.column("v")).containsExactly("d", "c", "e");
            assertThat(next.position())
                    .isEqualTo(Position.cursor("day", "2026-01-03").with("key", Map.of("n", 0)));
        }
    }

    private void insert(String... times) {
        for (String time : times) {
            database.execute("INSERT INTO t (at) VALUES ('" + time + "')");
        }
    }
}
