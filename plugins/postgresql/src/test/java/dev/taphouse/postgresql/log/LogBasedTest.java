package dev.taphouse.postgresql.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first copy, and then every change, on the oldest and the newest server. */
class LogBasedTest {
    @SuppressWarnings("NullAway.Init") // set by each test
    private PostgresDatabase database;

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aTableIsCopiedAndThenFollowed(int major) throws Exception {
        database = PostgresServer.shared(major).newDatabase();
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v text, at timestamptz)",
                "INSERT INTO t VALUES (1, 'a', '2026-01-01 00:00:00+01'), (2, 'b', NULL)");
        LogTap tap = new LogTap(database);
        LogTap.Run first = tap.run("t");
        assertThat(first.copy("t")).extracting(row -> row.get("v")).containsExactly("a", "b");
        assertThat(first.log("t").rows()).isEmpty();

        database.execute(
                "INSERT INTO t VALUES (3, 'c', now())",
                "UPDATE t SET v = 'A' WHERE id = 1",
                "DELETE FROM t WHERE id = 2");
        CapturedStream log = tap.run("t").log("t");
        assertThat(log.column("id")).containsExactly(3L, 1L);
        assertThat(log.column("v")).containsExactly("c", "A");
        assertThat(log.column("at").get(1)).isEqualTo("2025-12-31T23:00:00Z");
        assertThat(log.deletes()).extracting(row -> row.get("id")).containsExactly(2L);

        assertThat(tap.run("t").log("t").rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aRunFromAnOlderStateGetsEveryChangeAgainUntilItIsConfirmed(int major) throws Exception {
        database = PostgresServer.shared(major).newDatabase();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        LogTap tap = new LogTap(database);
        tap.run("t");
        Map<String, Position> before = tap.state();
        database.execute("INSERT INTO t VALUES (1, 'a')");
        assertThat(tap.run("t").log("t").column("id")).containsExactly(1L);
        tap.state(before);
        assertThat(tap.run("t").log("t").column("id")).isEqualTo(List.of(1L));
    }
}
