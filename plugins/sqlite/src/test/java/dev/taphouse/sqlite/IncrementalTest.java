package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IncrementalTest extends Fixture {
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";

    @Test
    void keepsCursorAndKeyInTheBookmarkAndGoesOnAtItsCursor() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)",
                        "INSERT INTO t VALUES (1, 5), (2, 5), (3, 4)");
        CapturedStream first = incremental("t", "c", Position.START);
        assertThat(first.column("id")).containsExactly(3L, 1L, 2L);
        assertThat(first.position()).isEqualTo(Position.cursor("c", 5).with("key", Map.of("id", 2)));

        CapturedStream again = incremental("t", "c", first.position());
        assertThat(again.column("id")).containsExactly(1L, 2L);
        assertThat(again.position()).isEqualTo(first.position());
        database().run("INSERT INTO t VALUES (0, 5), (4, 5), (5, 6)", "UPDATE t SET c = 7 WHERE id = 3");
        assertThat(incremental("t", "c", first.position()).column("id")).containsExactly(0L, 1L, 2L, 4L, 5L, 3L);
    }

    @Test
    void readsABookmarkWithoutKeyInclusively() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)",
                        "INSERT INTO t VALUES (1, 4), (2, 5), (3, 5)");
        assertThat(incremental("t", "c", Position.cursor("c", 5)).column("id")).containsExactly(2L, 3L);
        assertThat(incremental("t", "c", Position.of("replication_key_value", "5"))
                        .column("id"))
                .containsExactly(2L, 3L);
    }

    @Test
    void readsATableWithoutKeyInclusively() throws Exception {
        database().run("CREATE TABLE t (v TEXT, c INTEGER)", "INSERT INTO t VALUES ('a', 5), ('b', 5), ('c', 4)");
        CapturedStream first = incremental("t", "c", Position.START);
        assertThat(first.position()).isEqualTo(Position.cursor("c", 5));
        database().run("INSERT INTO t VALUES ('d', 5)");
        assertThat(incremental("t", "c", first.position()).column("v")).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    void aDeclaredKeyThatIsNotUniqueLosesNoRow() throws Exception {
        database().run("CREATE TABLE t (v TEXT, c INTEGER)", "INSERT INTO t VALUES ('a', 5), ('b', 5)");
        try (Drive drive = open()) {
            StreamRead read = incrementalRead(drive, "t", "c").keys(List.of("v"));
            CapturedStream first = drive.read(read).stream("t");
            database().run("INSERT INTO t VALUES ('a', 5), ('0', 5)");
            assertThat(drive.read(read.from(first.position())).stream("t").rows())
                    .hasSize(4);
        }
    }

    @Test
    void readsRowsWithoutCursorOnceInTheInitialPass() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)",
                        NUMBERS.formatted(2500) + "INSERT INTO t SELECT i, CASE WHEN i % 2 THEN i END FROM n");
        List<Map<String, Object>> rows = killedAtEveryCheckpoint("t", Method.INCREMENTAL, kills -> {}, "c");
        assertThat(new HashSet<>(rows)).hasSize(2500);
        assertThat(rows.subList(0, 1250)).allMatch(row -> row.get("c") == null);
        assertOnlyTheBookmarkIsReadAgain(rows.subList(1250, rows.size()));

        CapturedStream whole = incremental("t", "c", Position.START);
        assertThat(whole.checkpoints().get(0).position())
                .isEqualTo(Position.of("replication_key", "c").with("last_pk_fetched", Map.of("id", 2000)));
        database().run("INSERT INTO t VALUES (9000, NULL), (9001, 9001)");
        assertThat(incremental("t", "c", whole.position()).column("id")).containsExactly(2499L, 9001L);
    }

    @Test
    void losesNoRowWhenKilledAtEveryCheckpointWhileRowsAreAddedThatTieWithTheBookmark() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)",
                        NUMBERS.formatted(3500) + "INSERT INTO t SELECT i, i / 700 FROM n");
        List<Map<String, Object>> rows = killedAtEveryCheckpoint(
                "t",
                Method.INCREMENTAL,
                kills -> {
                    // a thousand rows a time: the bookmark's cursor is 1 at first, and one more each time
                    if (kills <= 5) {
                        database()
                                .run(NUMBERS.formatted(200) + "INSERT INTO t SELECT " + kills * -10_000 + " - i, "
                                        + kills + " FROM n");
                    }
                },
                "c");
        assertThat(new HashSet<>(rows)).hasSize(3500 + 5 * 200);
        assertOnlyTheBookmarkIsReadAgain(rows);
    }

    @Test
    void readsAHundredThousandRowsKilledAHundredTimes() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)",
                        "CREATE INDEX i ON t (c, id)",
                        NUMBERS.formatted(100_000) + "INSERT INTO t SELECT i, i / 3 FROM n");
        List<Map<String, Object>> rows = killedAtEveryCheckpoint("t", Method.INCREMENTAL, kills -> {}, "c");
        assertOnlyTheBookmarkIsReadAgain(rows);
        assertThat(rows).hasSizeLessThan(100_000 + 102 * 3);
        List<Map<String, Object>> distinct = new ArrayList<>(new LinkedHashSet<>(rows));
        assertThat(distinct).hasSize(100_000);
        for (int i = 0; i < distinct.size(); i++) {
            assertThat(distinct.get(i)).isEqualTo(Map.of("id", i + 1L, "c", (i + 1L) / 3));
        }
    }

    @Test
    void comparesTimesAsTimesWhateverTheirTextIs() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, at DATETIME)",
                        "INSERT INTO t VALUES (1, '2026-01-02T10:00:00Z'), (2, '2026-01-02 09:00'),"
                                + " (3, '2026-01-02 12:30:00+02:00'), (4, '2026-01-01'),"
                                + " (5, '2026-01-02T10:00:00.000001Z')");
        CapturedStream first = incremental("t", "at", Position.START);
        assertThat(first.column("id")).containsExactly(4L, 2L, 1L, 5L, 3L);
        assertThat(first.position())
                .isEqualTo(Position.cursor("at", "2026-01-02T10:30:00Z").with("key", Map.of("id", 3)));

        database().run("INSERT INTO t VALUES (6, '2026-01-02 10:30:00'), (7, '2026-01-02 10:29'), (8, '2026-01-03')");
        assertThat(incremental("t", "at", first.position()).column("id")).containsExactly(3L, 6L, 8L);
    }

    @Test
    void neverPassesOverAValueThatIsNoTime() throws Exception {
        database()
                .run("CREATE TABLE t (id INTEGER PRIMARY KEY, at DATETIME)", "INSERT INTO t VALUES (1, '2026-01-01')");
        Position after = incremental("t", "at", Position.START).position();
        for (String value : List.of("1", "'01/02/2026'", "x'00'")) {
            database().run("INSERT OR REPLACE INTO t VALUES (2, " + value + ")");
            assertThatThrownBy(() -> incremental("t", "at", after))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("table 't', column 'at', row id=2 holds ");
        }
    }

    @Test
    void ordersByEveryKindOfCursor() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, r REAL, d DECIMAL(10,2), s TEXT, day DATE)",
                        "INSERT INTO t VALUES (1, 0.1, 10, 'b', '2026-01-01'), (2, 0.30000000000000004, 9.5, 'B',"
                                + " '2026-01-02'), (3, 0.3, 10.25, 'ä', '2025-12-31')");
        for (String cursor : List.of("id", "r", "d", "s", "day")) {
            CapturedStream all = incremental("t", cursor, Position.START);
            List<Object> ids = all.column("id");
            assertThat(ids).as(cursor).hasSize(3);
            assertThat(incremental("t", cursor, all.position()).column("id"))
                    .as(cursor)
                    .isEqualTo(cursor.equals("id") ? List.of() : List.of(ids.get(2)));
            Object middle = Objects.requireNonNull(all.rows().get(1).get(cursor));
            Object bookmark = middle instanceof Double d ? new java.math.BigDecimal(d.toString()) : middle;
            assertThat(incremental("t", cursor, Position.cursor(cursor, bookmark))
                            .column("id"))
                    .as(cursor)
                    .containsExactly(ids.get(1), ids.get(2));
        }
    }

    @Test
    void readsUpToATimeAndNoMoreThanTheLimit() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, at DATETIME, day DATE)",
                        "INSERT INTO t VALUES (1, '2026-01-01', '2026-01-01'), (2, '2026-01-02 12:00', '2026-01-02'),"
                                + " (3, '2026-01-03', '2026-01-03')");
        try (Drive drive = open()) {
            StreamRead at = incrementalRead(drive, "t", "at").until(Instant.parse("2026-01-02T12:00:00Z"));
            assertThat(drive.read(at).stream("t").column("id")).containsExactly(1L);
            StreamRead day = incrementalRead(drive, "t", "day").until(Instant.parse("2026-01-02T12:00:00Z"));
            assertThat(drive.read(day).stream("t").column("id")).containsExactly(1L, 2L);
            StreamRead midnight = incrementalRead(drive, "t", "day").until(Instant.parse("2026-01-02T00:00:00Z"));
            assertThat(drive.read(midnight).stream("t").column("id")).containsExactly(1L);
            assertThat(drive.read(incrementalRead(drive, "t", "at").limit(2)).stream("t")
                            .column("id"))
                    .containsExactly(1L, 2L);
            assertThat(drive.session().count(at)).hasValue(1);
        }
    }

    @Test
    void comparesSeveralCursorsInTurn() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)",
                        "INSERT INTO t VALUES (1, 1, 2), (2, 1, 1), (3, 2, NULL), (4, 2, 0)");
        try (Drive drive = open()) {
            StreamRead read = StreamRead.of(drive.discover("t")).method(Method.INCREMENTAL, "a", "b");
            CapturedStream first = drive.read(read).stream("t");
            assertThat(first.column("id")).containsExactly(3L, 2L, 1L, 4L);
            assertThat(first.position()).isEqualTo(Position.cursor("a", 2).with("key", Map.of("b", 0, "id", 4)));
            database().run("INSERT INTO t VALUES (5, 2, 1), (6, 2, -1)");
            assertThat(drive.read(read.from(first.position())).stream("t").column("id"))
                    .containsExactly(6L, 4L, 5L);
        }
    }

    @Test
    void startsOverFromAPositionOfTheOtherMethod() throws Exception {
        database().run("CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER)", "INSERT INTO t VALUES (1, 1), (2, NULL)");
        Position full = full("t", Position.START).position();
        Position incremental = incremental("t", "c", Position.START).position();
        assertThat(incremental("t", "c", full).rows()).hasSize(2);
        assertThat(full("t", incremental).rows()).hasSize(2);
    }

    @Test
    void refusesABookmarkItCannotStartFrom() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, c INTEGER, n TEXT COLLATE NOCASE)",
                        "INSERT INTO t VALUES (1, 1, 'a')");
        assertThatThrownBy(() -> incremental("t", "c", Position.cursor("id", 1)))
                .hasMessage("stream 't': the bookmark is of cursor 'id', not of 'c'");
        assertThatThrownBy(() -> incremental("t", "c", Position.cursor("c", "2026-01-01")))
                .hasMessage("stream 't': the state holds a value of another type: a number is expected");
        assertThatThrownBy(() -> incremental("t", "n", Position.START))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        e -> assertThat(e.remedy()).contains("Choose one of [id, c], or FULL_TABLE."))
                .hasMessage("stream 't' cannot have 'n' as cursor");
    }

    /** Of a read that was killed and resumed: had a resume begun before the bookmark, the cursor would fall there. */
    private static void assertOnlyTheBookmarkIsReadAgain(List<Map<String, Object>> rows) {
        assertThat(rows).extracting(row -> (Long) row.get("c")).isSorted();
    }
}
