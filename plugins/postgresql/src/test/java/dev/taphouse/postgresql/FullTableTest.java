package dev.taphouse.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.Split;
import dev.taphouse.api.StreamRead;
import dev.taphouse.testkit.CapturedRead;
import dev.taphouse.testkit.CapturedSink;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullTableTest extends Fixture {

    @Test
    void readsEveryRowWithAPositionForEachSoManyPages() throws Exception {
        wide("t", 6000);
        CapturedStream all = full("t", Position.START);
        assertThat(ids(all)).hasSize(6000).doesNotHaveDuplicates();
        assertThat(all.checkpoints()).hasSize(3);
        assertThat(all.checkpoints().get(0).position().entries()).containsOnlyKeys("pages");
        CapturedStream rest = full("t", all.checkpoints().get(0).position());
        assertThat(rest.rows().size()).isEqualTo(6000 - all.checkpoints().get(0).rows());
    }

    @Test
    void goesOnWithoutLossWhenRowsMoveAndKeysChangeMeanwhile() throws Exception {
        wide("t", 9000);
        Set<Object> seen = new HashSet<>();
        Position from = Position.START;
        int reads = 0;
        boolean complete = false;
        while (!complete) {
            try (Drive drive = open()) {
                CapturedRead read = drive.read(full(drive, "t").from(from), sink -> sink.endAtCheckpoint(1));
                CapturedStream stream = read.stream("public-t");
                stream.covered().forEach(row -> seen.add(row.get("v")));
                complete = read.complete();
                from = stream.position();
            }
            reads++;
            // the last rows go to the pages that are through, and get the smallest keys
            database.execute("DELETE FROM t WHERE id BETWEEN 1 AND 1500");
            database.execute("VACUUM t");
            database.execute(
                    "UPDATE t SET id = -id - 100000 * " + reads + " WHERE id > 8500 OR id BETWEEN 3000 AND 3100");
        }
        assertThat(reads).isGreaterThan(3);
        assertThat(seen).containsAll(database.query("SELECT v FROM t"));
    }

    @Test
    void beginsAnewWhenTheTableWasRewritten() throws Exception {
        wide("t", 6000);
        Position first = full("t", Position.START).checkpoints().get(0).position();
        database.execute("DELETE FROM t WHERE id % 3 = 0", "VACUUM FULL t");
        assertThat(ids(full("t", first))).hasSize(4000).doesNotHaveDuplicates();
    }

    @Test
    void readsATableInLanesFromOneSnapshot() throws Exception {
        wide("t", 25_000);
        try (Drive drive = open()) {
            StreamRead read = full(drive, "t").lanes(3);
            List<Split> lanes = drive.session().plan(List.of(read));
            assertThat(lanes).extracting(Split::lane).containsExactly("1", "2", "3");
            database.execute("INSERT INTO t SELECT i, 'new' FROM generate_series(30001, 30100) i");
            database.execute("DELETE FROM t WHERE id < 100");
            List<Object> all = new ArrayList<>();
            for (Split lane : lanes) {
                CapturedSink sink = CapturedSink.of(lane);
                assertThat(drive.read(lane, sink)).isTrue();
                all.addAll(ids(sink.stream("public-t")));
            }
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 25_000)
                            .mapToObj(i -> (Object) (long) i)
                            .toList());
        }
    }

    @Test
    void readsALaneThatWasNotBegunInALaterRunWithWhatMovedOutOfIt() throws Exception {
        wide("t", 17_000);
        List<Split> lanes;
        Set<Object> seen = new HashSet<>();
        try (Drive drive = open()) {
            lanes = drive.session().plan(List.of(full(drive, "t").lanes(2)));
            CapturedSink sink = CapturedSink.of(lanes.get(0));
            drive.read(lanes.get(0), sink);
            seen.addAll(sink.stream("public-t").column("v"));
        }
        database.execute("DELETE FROM t WHERE id < 1000", "VACUUM t", "UPDATE t SET id = -id WHERE id > 16500");
        try (Drive drive = open()) {
            StreamRead second = full(drive, "t").from(lanes.get(1).stream().from());
            CapturedSink sink = CapturedSink.of(Split.lane("2", second));
            drive.read(Split.lane("2", second), sink);
            seen.addAll(sink.stream("public-t").column("v"));
        }
        assertThat(seen).containsAll(database.query("SELECT v FROM t"));
    }

    @Test
    void readsPartitionsHeirsAndViews() throws Exception {
        database.execute(
                "CREATE TABLE p (id int, v text) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100) TO (200)",
                "INSERT INTO p SELECT i, 'x' FROM generate_series(0, 199) i",
                "CREATE TABLE parent (id int)",
                "CREATE TABLE heir (more text) INHERITS (parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO heir VALUES (2, 'm')",
                "CREATE VIEW w AS SELECT id, v FROM p WHERE id < 10",
                "CREATE MATERIALIZED VIEW m AS SELECT id FROM p");
        assertThat(full("p", Position.START).rows()).hasSize(200);
        assertThat(ids(full("parent", Position.START))).containsExactlyInAnyOrder(1L, 2L);
        assertThat(full("w", Position.START).rows()).hasSize(10);
        assertThat(full("m", Position.START).rows()).hasSize(200);
    }

    @Test
    void readsTheColumnsThatAUserMayRead() throws Exception {
        wide("t", 3000);
        PostgresUser user = database.user();
        database.execute("GRANT USAGE ON SCHEMA public TO " + user.name(), "GRANT SELECT (id) ON t TO " + user.name());
        try (Drive drive = Drive.open(new PostgresqlSource(), database.config(user))) {
            CapturedStream all = drive.read(full(drive, "t")).stream("public-t");
            assertThat(ids(all)).hasSize(3000).doesNotHaveDuplicates();
        }
    }

    @Test
    void goesOnByPagesWhereAServiceKeepsItsControlDataToItself() throws Exception {
        wide("t", 6000);
        database.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
        try (Drive drive = Drive.open(new PostgresqlSource(), database.config(database.reader("public")))) {
            CapturedStream begun = drive.read(full(drive, "t"), sink -> sink.endAtCheckpoint(1)).stream("public-t");
            assertThat(begun.position().toString()).containsPattern("@0/0/[0-9]+");
            CapturedStream rest = drive.read(full(drive, "t").from(begun.position())).stream("public-t");
            assertThat(rest.rows().size() + begun.rows().size()).isEqualTo(6000);
        }
    }

    @Test
    void readsNoMoreThanTheLimit() throws Exception {
        wide("t", 5000);
        try (Drive drive = open()) {
            StreamRead read = full(drive, "t");
            assertThat(drive.session().count(read)).hasValue(5000);
            assertThat(drive.read(read.limit(2500)).stream("public-t").rows()).hasSize(2500);
            assertThat(drive.read(read.limit(7)).stream("public-t").rows()).hasSize(7);
        }
    }

    @Test
    void takesUpAPassByKeyOfAnotherTap() throws Exception {
        wide("t", 100);
        Position other = Position.of("last_pk_fetched", Map.of("id", 40)).with("max_pk_values", Map.of("id", 90));
        assertThat(ids(full("t", other))).hasSize(50).startsWith(41L).endsWith(90L);
    }

    static List<Object> ids(CapturedStream stream) {
        return stream.rows().stream().map(row -> row.get("id")).collect(Collectors.toList());
    }
}
