package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.Split;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What rewrites a table between the snapshot of the run and the read of the table. PostgreSQL shows an older snapshot an
 * empty table then, without a word: every row would be lost, in a run that looks complete.
 */
class RewrittenTableTest extends Fixture {
    private static final String REFILL = "INSERT INTO t SELECT i, 'new' FROM generate_series(1, 50) i";

    @BeforeEach
    void tables() {
        database.execute(
                "CREATE TABLE a (id int)",
                "INSERT INTO a VALUES (1)",
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "INSERT INTO t SELECT i, 'old' FROM generate_series(1, 50) i");
    }

    @Test
    void aTableThatIsTruncatedAndFilledAgainIsNotReadAsEmpty() throws Exception {
        CapturedStream read = readAfter("t", "BEGIN; TRUNCATE t; " + REFILL + "; COMMIT");
        assertThat(read.column("v")).hasSize(50).containsOnly("new");
    }

    @Test
    void aTableThatAlterTableRewritesIsNotReadAsEmpty() throws Exception {
        CapturedStream read = readAfter("t", "ALTER TABLE t ALTER v TYPE text USING v || '!'");
        assertThat(read.column("v")).hasSize(50).containsOnly("old!");
    }

    @Test
    void aTableThatIsReplacedByAnotherOfItsNameIsNotReadAsEmpty() throws Exception {
        CapturedStream read = readAfter(
                "t", "BEGIN; DROP TABLE t; CREATE TABLE t (id int PRIMARY KEY, v text); " + REFILL + "; COMMIT");
        assertThat(read.column("v")).hasSize(50).containsOnly("new");
    }

    @Test
    void aMaterializedViewThatIsRefreshedIsNotReadAsEmpty() throws Exception {
        database.execute("CREATE MATERIALIZED VIEW m AS SELECT * FROM t");
        CapturedStream read = readAfter("m", "UPDATE t SET v = 'new'; REFRESH MATERIALIZED VIEW m");
        assertThat(read.column("v")).hasSize(50).containsOnly("new");
    }

    @Test
    void aViewOnATableThatIsTruncatedAndFilledAgainIsNotReadAsEmpty() throws Exception {
        database.execute("CREATE VIEW w AS SELECT * FROM t");
        CapturedStream read = readAfter("w", "BEGIN; TRUNCATE t; " + REFILL + "; COMMIT");
        assertThat(read.column("v")).hasSize(50).containsOnly("new");
    }

    @Test
    void aPartitionThatIsReplacedIsNotReadAsEmpty() throws Exception {
        database.execute(
                "CREATE TABLE p (id int, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100)",
                "INSERT INTO p SELECT i, 'old' FROM generate_series(1, 50) i");
        CapturedStream read = readAfter(
                "p",
                "BEGIN; DROP TABLE p1; CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100);"
                        + " INSERT INTO p SELECT i, 'new' FROM generate_series(1, 50) i; COMMIT");
        assertThat(read.column("v")).hasSize(50).containsOnly("new");
    }

    @Test
    void aRowThatMovesToAPartitionThatIsThroughIsReadWhenTheOneInWorkIsRewritten() throws Exception {
        database.execute(
                "CREATE TABLE p (id int, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100) TO (10000)",
                "CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (10000) TO (20000)",
                "ALTER TABLE p2 ALTER v SET STORAGE PLAIN",
                "INSERT INTO p SELECT i, " + WIDE + " FROM generate_series(1, 3000) i",
                "INSERT INTO p VALUES (10001, 'moves')");
        Position from;
        try (Drive drive = open()) {
            CapturedStream begun = drive.read(full(drive, "p"), sink -> sink.endAtCheckpoint(2)).stream("public-p");
            assertThat(begun.column("v")).doesNotContain("moves");
            from = begun.position();
        }
        database.execute("UPDATE p SET id = 50 WHERE id = 10001", "VACUUM FULL p2");
        assertThat(full("p", from).column("v")).contains("moves");
    }

    @Test
    void aTableThatIsSwappedForAnOlderOneInTheMiddleOfAPassIsReadFromItsStart() throws Exception {
        database.execute("CREATE TABLE older (id int PRIMARY KEY, v text)", REFILL.replace(" t ", " older "));
        wide("b", 6000);
        Position from = full("b", Position.START).checkpoints().get(0).position();
        database.execute("ALTER TABLE b RENAME TO c", "ALTER TABLE older RENAME TO b");
        assertThat(full("b", from).column("v")).hasSize(50).containsOnly("new");
    }

    @Test
    void lanesOfATableThatIsTruncatedAndFilledAgainReadWhatItHoldsNow() throws Exception {
        wide("big", 17_000);
        try (Drive drive = open()) {
            List<Split> lanes = drive.session().plan(List.of(full(drive, "big").lanes(2)));
            database.execute(
                    "BEGIN; TRUNCATE big; INSERT INTO big SELECT i, 'new' FROM generate_series(1, 50) i; COMMIT");
            List<Object> ids = new ArrayList<>();
            for (Split lane : lanes) {
                CapturedSink sink = CapturedSink.of(lane);
                drive.read(lane, sink);
                ids.addAll(sink.stream("public-big").column("id"));
            }
            assertThat(lanes).hasSize(2);
            assertThat(ids)
                    .containsAll(LongStream.rangeClosed(1, 50)
                            .mapToObj(i -> (Object) i)
                            .toList());
        }
    }

    @Test
    void anotherIndexOrAVacuumLeavesTheSnapshotAsItIs() throws Exception {
        try (Drive drive = open()) {
            CapturedStream read =
                    readAfter(drive, "t", "CREATE INDEX ON t (v); UPDATE t SET v = 'new'", "VACUUM t", "ANALYZE t");
            assertThat(read.column("v")).hasSize(50).containsOnly("old");
            assertThat(drive.context().logged()).isEmpty();
        }
    }

    private CapturedStream readAfter(String table, String... changes) throws Exception {
        try (Drive drive = open()) {
            CapturedStream read = readAfter(drive, table, changes);
            assertThat(drive.context().logged())
                    .containsExactly(
                            "WARNING stream 'public-" + table + "' was rewritten or replaced since the snapshot of"
                                    + " this run was taken (as by TRUNCATE, ALTER TABLE or REFRESH), and is read from a newer one");
            return read;
        }
    }

    private CapturedStream readAfter(Drive drive, String table, String... changes) throws Exception {
        drive.session().discover(Set.of("public-a", "public-" + table));
        List<Split> splits = drive.session().plan(List.of(full(drive, "a"), full(drive, table)));
        database.execute(changes);
        CapturedSink sink = CapturedSink.of(splits.get(1));
        drive.read(splits.get(1), sink);
        return sink.stream("public-" + table);
    }
}
