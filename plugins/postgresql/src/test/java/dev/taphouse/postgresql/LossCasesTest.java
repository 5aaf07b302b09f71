package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.testkit.CapturedRead;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other taps were seen to lose or to spoil, by full and incremental reads: docs/losses.md has the list. */
class LossCasesTest extends Fixture {
    private static final String TIMES = "timestamptz '2026-01-01 00:00:00+00' + i * interval '1 s'";

    @Test
    void rowsAfterThoseThatAreDeletedWhileATableIsRead() throws Exception {
        wide("t", 9000);
        Set<Object> seen = readInParts("t", null, part -> database.execute("DELETE FROM t WHERE id <= 100 * " + part));
        assertThat(seen).containsAll(longs("SELECT id FROM t"));
    }

    @Test
    void rowsAfterThoseThatAreDeletedWhileATableIsReadByKey() throws Exception {
        wide("t", 6000);
        Position byKey = Position.of("last_pk_fetched", Map.of("id", 0)).with("max_pk_values", Map.of("id", 6000));
        Set<Object> seen =
                readInParts("t", null, byKey, part -> database.execute("DELETE FROM t WHERE id <= 100 * " + part));
        assertThat(seen).containsAll(longs("SELECT id FROM t"));
    }

    @Test
    void rowsAfterThoseThatAreUpdatedWhileTheChangesAreRead() throws Exception {
        timed(10);
        Position bookmark = incremental("t", "at", Position.START).position();
        database.execute("INSERT INTO t SELECT i, " + TIMES + " FROM generate_series(11, 6000) i");
        Set<Object> seen = readInParts(
                "t",
                "at",
                bookmark,
                part -> database.execute("UPDATE t SET at = at + interval '1 day' WHERE id IN (" + (11 + part) + ", "
                        + (500 + part) + ")"));
        assertThat(seen).containsAll(longs("SELECT id FROM t WHERE id > 10"));
    }

    @Test
    void rowsOfOneTimeInATableWithoutAKey() throws Exception {
        database.execute(
                "CREATE TABLE t (id int, at timestamptz NOT NULL)",
                "INSERT INTO t SELECT i, '2026-01-01' FROM generate_series(1, 20) i");
        Position bookmark = incremental("t", "at", Position.START).position();
        database.execute("INSERT INTO t SELECT i, '2026-01-02' FROM generate_series(21, 20000) i");
        CapturedStream read = incremental("t", "at", bookmark);
        assertThat(read.column("id")).containsAll(longs("SELECT id FROM t")).doesNotHaveDuplicates();
    }

    @Test
    void aRowThatIsGreaterInTheFirstOfSeveralCursorsAndSmallerInTheSecond() throws Exception {
        database.execute(
                "CREATE TABLE t (id int, a date NOT NULL, b int NOT NULL)",
                "INSERT INTO t VALUES" + " (1, '2026-01-02', 9)");
        try (Drive drive = open()) {
            StreamRead read = incremental(drive, "t", "a", "b");
            Position bookmark = drive.read(read).stream("public-t").position();
            database.execute("INSERT INTO t VALUES (2, '2026-01-03', 1)");
            assertThat(drive.read(read.from(bookmark)).stream("public-t").column("id"))
                    .contains(2L);
        }
    }

    @Test
    void aLaterRowOfTheBookmarksTimeWhereTheTimeIsPartOfTheKey() throws Exception {
        database.execute(
                "CREATE TABLE t (at timestamptz, tenant int, PRIMARY KEY (at, tenant))",
                "INSERT INTO t VALUES ('2026-01-01', 5)");
        Position first = incremental("t", "at", Position.START).position();
        database.execute("INSERT INTO t VALUES ('2026-01-02', 5)");
        Position second = incremental("t", "at", first).position();
        database.execute("INSERT INTO t VALUES ('2026-01-02', 1)");
        assertThat(incremental("t", "at", second).column("tenant")).contains(1L);
    }

    @Test
    void rowsWithoutACursorAndTheBookmarkBecauseOfThem() throws Exception {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, at timestamptz)",
                "INSERT INTO t VALUES (1, '2026-01-01'), (2, NULL), (3, NULL)");
        CapturedStream first = incremental("t", "at", Position.START);
        assertThat(first.column("id")).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(first.position().cursor()).hasValue("2026-01-01T00:00:00Z");
        database.execute("INSERT INTO t VALUES (4, '2026-01-02')");
        assertThat(incremental("t", "at", first.position()).column("id")).containsExactly(1L, 4L);
    }

    @Test
    void theBookmarkOfACursorThatIsNotSelected() throws Exception {
        timed(10);
        try (Drive drive = open()) {
            StreamRead read = incremental(drive, "t", "at");
            List<Field> id = List.of(read.fields().get(0));
            assertThat(drive.read(read.fields(id)).stream("public-t").position().cursor())
                    .hasValue("2026-01-01T00:00:10Z");
        }
    }

    @Test
    void theGreatestTimeWhereRowsLieInNoOrder() throws Exception {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, at timestamptz NOT NULL)",
                "INSERT INTO t VALUES (1, '2026-01-01'), (2, '2026-03-01'), (3, '2026-02-01')");
        Position bookmark = incremental("t", "at", Position.START).position();
        assertThat(bookmark.cursor()).hasValue("2026-03-01T00:00:00Z");
        // a read that ends early stands where every row below was read
        database.execute("INSERT INTO t SELECT 10000 - i, timestamptz '2026-03-02' + (i % 100) * interval '1 h'"
                + " FROM generate_series(1, 5000) i");
        Set<Object> seen = readInParts("t", "at", bookmark, part -> {});
        assertThat(seen).containsAll(longs("SELECT id FROM t WHERE id > 4"));
    }

    @ParameterizedTest
    @CsvSource({"America/New_York", "UTC", "Asia/Kolkata"})
    void theHourThatIsTwiceAtTheEndOfSummer(String zone) throws Exception {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET timezone = '" + zone + "'",
                "CREATE TABLE t (id int PRIMARY KEY, at timestamptz NOT NULL)",
                "INSERT INTO t VALUES (1, '2025-11-02 05:30:00+00')");
        Position bookmark = incremental("t", "at", Position.START).position();
        assertThat(bookmark.cursor()).hasValue("2025-11-02T05:30:00Z");
        database.execute("INSERT INTO t VALUES (2, '2025-11-02 06:15:00+00')");
        assertThat(incremental("t", "at", bookmark).column("id")).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            numeric       | 123.6                        | 123.7
            numeric       | 0.12345678901234567890123456 | 0.12345678901234567890123457
            numeric(10,0) | 7                            | 8
            bigint        | -9223372036854775807         | -9223372036854775806
            integer       | -5                           | -4
            timestamptz   | 2026-01-01 00:00:00.000001+0 | 2026-01-01 00:00:00.000002+0
            text          | a text of more than thirty characters, 1 | a text of more than thirty characters, 2
            """)
    void digitsOfABookmark(String type, String bookmarked, String next) throws Exception {
        String collated = type.equals("text") ? "text COLLATE \"C\"" : type;
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, c " + collated + " NOT NULL)",
                "INSERT INTO t VALUES (1, '" + bookmarked + "')");
        Position bookmark = incremental("t", "c", Position.START).position();
        database.execute("INSERT INTO t VALUES (2, '" + next + "')");
        CapturedStream read = incremental("t", "c", bookmark);
        assertThat(read.column("id")).containsExactly(1L, 2L);
        assertThat(incremental("t", "c", read.position()).column("id")).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource({"1", "10", "999", "1000", "1001", "2000"})
    void theLimitOfRows(long limit) throws Exception {
        timed(3000);
        try (Drive drive = open()) {
            assertThat(drive.read(full(drive, "t").limit(limit)).stream("public-t")
                            .rows())
                    .hasSize((int) limit);
            assertThat(drive.read(incremental(drive, "t", "at").limit(limit)).stream("public-t")
                            .rows())
                    .hasSize((int) limit);
        }
    }

    @Test
    void theKeyAmongUniqueColumns() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, email text UNIQUE NOT NULL)");
        try (Drive drive = open()) {
            StreamSpec spec = drive.discover("public-t");
            assertThat(spec.keys()).containsExactly("id");
            assertThat(spec.metadata()).containsEntry("unique-keys", List.of("email"));
        }
    }

    @Test
    void digitsOfADecimal() throws Exception {
        String digits = "12345678901234567890.123456789012345678";
        database.execute(
                "CREATE TABLE t (d numeric(38,18), n numeric)",
                "INSERT INTO t VALUES (" + digits + ", " + digits + digits.substring(21) + ")");
        Map<String, Object> row = new HashMap<>(full("t", Position.START).rows().get(0));
        assertThat(row)
                .containsEntry("d", new BigDecimal(digits))
                .containsEntry("n", new BigDecimal(digits + digits.substring(21)));
    }

    /** Reads to the end in parts, each ended at its third position; the rows that positions cover. */
    private Set<Object> readInParts(String table, @Nullable String cursor, IntConsumer between) throws Exception {
        return readInParts(table, cursor, Position.START, between);
    }

    private Set<Object> readInParts(String table, @Nullable String cursor, Position begin, IntConsumer between)
            throws Exception {
        Set<Object> seen = new HashSet<>();
        Position from = begin;
        int part = 0;
        boolean complete = false;
        while (!complete) {
            try (Drive drive = open()) {
                StreamRead read = cursor == null ? full(drive, table) : incremental(drive, table, cursor);
                CapturedRead some = drive.read(read.from(from), sink -> sink.endAtCheckpoint(3));
                CapturedStream stream = some.stream("public-" + table);
                stream.covered().forEach(row -> seen.add(row.get("id")));
                complete = some.complete();
                from = stream.position();
            }
            part++;
            between.accept(part);
        }
        assertThat(part).as("parts").isGreaterThan(1);
        return seen;
    }

    private void timed(int rows) {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, at timestamptz NOT NULL)",
                "INSERT INTO t SELECT i, " + TIMES + " FROM generate_series(1, " + rows + ") i");
    }

    private List<Object> longs(String sql) {
        return database.query(sql).stream().map(Long::valueOf).collect(Collectors.toList());
    }
}
