package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.testkit.CapturedRead;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Checkpoint;
import dev.taphouse.testkit.Drive;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullTableTest extends Fixture {
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";

    @Test
    void givesPositionsThatHoldTheLastAndTheGreatestKey() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (a TEXT NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b))",
                        "INSERT INTO t VALUES ('x', 1), ('x', 2), ('w', 9)");
        assertThat(full("t", Position.START).checkpoints())
                .containsExactly(new Checkpoint(
                        Position.of("last_pk_fetched", Map.of("a", "x", "b", 2))
                                .with("max_pk_values", Map.of("a", "x", "b", 2)),
                        3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id INTEGER PRIMARY KEY, v TEXT) --",
                "id INTEGER NOT NULL, v TEXT NOT NULL, PRIMARY KEY (v, id)) --",
                "id INTEGER, v TEXT PRIMARY KEY) --",
                "id INTEGER, v TEXT COLLATE NOCASE, PRIMARY KEY (v COLLATE BINARY, id)) --",
                "id REAL NOT NULL PRIMARY KEY, v TEXT) --",
                "id NUMERIC PRIMARY KEY, v TEXT) WITHOUT ROWID --",
                "id UUID PRIMARY KEY, v TEXT) WITHOUT ROWID --",
                "id INTEGER, v TEXT, PRIMARY KEY (id, v)) WITHOUT ROWID --"
            })
    void goesOnAfterAKillAtEveryCheckpointWithoutLossOrRepetition(String columns) throws Exception {
        database()
                .run(
                        "CREATE TABLE t (" + columns,
                        NUMBERS.formatted(3500)
                                + "INSERT INTO t (id, v) SELECT i, CASE i % 2 WHEN 0 THEN 'k' ELSE 'K' END || (i / 2) FROM n");

        List<Map<String, Object>> rows = killedAtEveryCheckpoint(
                "t",
                Method.FULL_TABLE,
                kills -> database().insert("INSERT INTO t (id, v) VALUES (?, ?)", 10_000 + kills, "zz" + kills));

        assertThat(rows.stream()
                        .map(row -> ((Number) Objects.requireNonNull(row.get("id"))).longValue())
                        .filter(id -> id < 10_000))
                .hasSize(3500)
                .doesNotHaveDuplicates();
        assertThat(new HashSet<>(rows)).hasSameSizeAs(rows);
    }

    @Test
    void readsTheRowsOfThePassAlone() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                        NUMBERS.formatted(2500) + "INSERT INTO t SELECT i FROM n");
        List<Map<String, Object>> rows = killedAtEveryCheckpoint(
                "t", Method.FULL_TABLE, kills -> database().run("INSERT INTO t VALUES (" + (9000 + kills) + ")"));
        assertThat(rows)
                .extracting(row -> row.get("id"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2500).boxed().toList());
    }

    @Test
    void givesNoPositionWithoutAKeyThatOrdersEveryRow() throws Exception {
        database()
                .run(
                        "CREATE TABLE none (n INTEGER)",
                        "INSERT INTO none VALUES (2), (1), (1)",
                        "CREATE TABLE holes (id TEXT PRIMARY KEY)",
                        "INSERT INTO holes VALUES ('a'), (NULL), (NULL)");
        CapturedStream none = full("none", Position.START);
        assertThat(none.column("n")).containsExactlyInAnyOrder(1L, 1L, 2L);
        assertThat(none.checkpoints()).isEmpty();
        CapturedStream holes = full("holes", Position.START);
        assertThat(holes.column("id")).containsExactlyInAnyOrder("a", null, null);
        assertThat(holes.checkpoints()).isEmpty();
    }

    @Test
    void readsAnEmptyTable() throws Exception {
        database().run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        assertThat(full("t", Position.START).rows()).isEmpty();
    }

    @Test
    void stopsAtTheLimitAndCounts() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                        NUMBERS.formatted(50) + "INSERT INTO t SELECT i FROM n");
        try (Drive drive = open()) {
            StreamRead read = fullRead(drive, "t");
            assertThat(drive.read(read.limit(7)).stream("t").rows()).hasSize(7);
            assertThat(drive.session().count(read)).hasValue(50);
            assertThat(drive.session().count(read.limit(7))).hasValue(7);
        }
    }

    @Test
    void refusesAPositionOfAnotherKey() throws Exception {
        database().run("CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        Position other = Position.of("last_pk_fetched", Map.of("code", 1)).with("max_pk_values", Map.of("code", 9));
        assertThatThrownBy(() -> full("t", other))
                .isInstanceOfSatisfying(SourceException.class, e -> {
                    assertThat(e.kind()).isEqualTo(SourceException.Kind.POSITION);
                    assertThat(e.remedy())
                            .contains("Remove the stream's bookmark from the state to read it again from"
                                    + " the start.");
                })
                .hasMessage("stream 't': 'max_pk_values' in the state does not hold the key [id]");
        Position text = Position.of("last_pk_fetched", Map.of("id", "x")).with("max_pk_values", Map.of("id", 9));
        assertThatThrownBy(() -> full("t", text))
                .hasMessage("stream 't': the state holds a value of another type: a number is expected");
    }

    @Test
    void asksTheHostForCheckpointsAndEndsAtAnyRow() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY)",
                        NUMBERS.formatted(1000) + "INSERT INTO t SELECT i FROM n");
        try (Drive drive = open()) {
            StreamRead read = fullRead(drive, "t");
            assertThat(drive.read(read, Fixture::asking).stream("t").checkpoints())
                    .extracting(Checkpoint::rows)
                    .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L);
            CapturedRead ended = drive.read(read, sink -> asking(sink).endAtRow(250));
            assertThat(ended.complete()).isFalse();
            assertThat(drive.read(read.from(ended.stream("t").position())).stream("t")
                            .column("id"))
                    .startsWith(201L)
                    .hasSize(800);
        }
    }

    @Test
    void readsAHundredThousandRowsKilledAHundredTimes() throws Exception {
        database()
                .run(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
                        NUMBERS.formatted(100_000) + "INSERT INTO t SELECT i, 'v' || i FROM n");
        List<Map<String, Object>> rows = killedAtEveryCheckpoint("t", Method.FULL_TABLE, kills -> {});
        assertThat(rows).hasSize(100_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(Map.of("id", i + 1L, "v", "v" + (i + 1)));
        }
    }
}
