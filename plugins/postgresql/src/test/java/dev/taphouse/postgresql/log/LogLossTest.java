package dev.taphouse.postgresql.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.StreamSpec.Method;
import dev.taphouse.postgresql.PostgresqlSource;
import dev.taphouse.testkit.CapturedStream;
import dev.taphouse.testkit.Drive;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other taps lose or spoil when they read a log, each named after it. */
class LogLossTest {
    private static final String LARGE = "repeat(md5(i::text), 200)";

    private final PostgresDatabase database = PostgresServer.shared().newDatabase();
    private final LogTap tap = new LogTap(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLargeValueThatAnUpdateLeavesAloneIsNoNull() throws Exception {
        large("t");
        tap.run("t");
        database.execute("UPDATE t SET n = n + 1 WHERE id <= 3", "UPDATE t SET v = 'small' WHERE id = 3");
        LogTap.Run run = tap.run("t");
        assertThat(run.log("t").column("n")).containsExactly(1L, 1L, 1L, 1L);
        assertThat(run.log("t").column("v").subList(0, 2))
                .isEqualTo(database.query("SELECT v FROM t WHERE id <= 2 ORDER BY id"));
        // the third is what it became: the log does not hold what it was
        assertThat(run.log("t").column("v").subList(2, 4)).containsExactly("small", "small");
        assertThat(run.counted("log_rows_looked_up")).isEqualTo(3);
    }

    @Test
    void aLargeValueComesFromTheOldRowWhereTheLogHasIt() throws Exception {
        large("t");
        database.execute("ALTER TABLE t REPLICA IDENTITY FULL");
        tap.run("t");
        List<String> before = database.query("SELECT v FROM t WHERE id = 1");
        database.execute("UPDATE t SET n = 5 WHERE id = 1", "UPDATE t SET v = 'later' WHERE id = 1");
        LogTap.Run run = tap.run("t");
        assertThat(run.log("t").column("v")).containsExactly(before.get(0), "later");
        assertThat(run.counted("log_rows_looked_up")).isZero();
    }

    @Test
    void aRowThatIsGoneMeanwhileIsDeletedAndNotMadeUp() throws Exception {
        large("t");
        tap.run("t");
        database.execute("UPDATE t SET n = 9 WHERE id = 1", "DELETE FROM t WHERE id = 1");
        LogTap.Run run = tap.run("t");
        assertThat(run.log("t").rows()).isEmpty();
        assertThat(run.log("t").deletes()).extracting(row -> row.get("id")).containsExactly(1L);
        assertThat(run.counted("log_rows_gone")).isEqualTo(1);
    }

    @Test
    void thousandsOfLargeValuesAreLookedUpInOrder() throws Exception {
        large("t");
        database.execute("INSERT INTO t SELECT i, 0, " + LARGE + " FROM generate_series(11, 2500) i");
        tap.run("t");
        database.execute("UPDATE t SET n = id", "DELETE FROM t WHERE id % 2 = 0", "UPDATE t SET n = -id WHERE id = 7");
        LogTap.Run run = tap.run("t");
        assertThat(run.log("t").rows()).allMatch(row -> row.get("v") != null);
        assertThat(run.log("t").column("id")).hasSize(1251).endsWith(7L);
        assertThat(run.log("t").deletes()).hasSize(1250);
    }

    @Test
    void rowsAreLookedUpByKeysOfEveryKind() throws Exception {
        database.execute(
                "CREATE TYPE mood AS ENUM ('so, so', 'a\"b')",
                "CREATE DOMAIN short AS varchar(20)",
                "CREATE TABLE t (a text, b char(5), c numeric(6,2), d timestamptz, e mood, f short, g bytea, h bool,"
                        + " n int, v text, PRIMARY KEY (a, b, c, d, e, f, g, h))",
                "ALTER TABLE t ALTER v SET STORAGE EXTERNAL",
                "INSERT INTO t SELECT E'{q\"\\\\,\\n NULL}', 'x', 1.50, '2026-01-01 00:00:00.000001', 'a\"b', '', '\\x00ff',"
                        + " i = 1, 0, " + LARGE + " FROM generate_series(0, 1) i",
                "INSERT INTO t SELECT 'NULL', '', -1, 'infinity', 'so, so', '\"', '', true, 0, " + LARGE
                        + " FROM generate_series(1, 1) i");
        tap.run("t");
        database.execute("UPDATE t SET n = 1");
        LogTap.Run run = tap.run("t");
        assertThat(run.counted("log_rows_looked_up")).isEqualTo(3);
        assertThat(run.counted("log_rows_gone")).isZero();
        assertThat(run.log("t").column("v")).hasSize(3).doesNotContainNull();
    }

    @Test
    void rowsThatPoliciesHideAreNotShownByTheLog() throws Exception {
        PostgresUser user = database.user("REPLICATION");
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY)",
                "GRANT SELECT ON t TO " + user.name(),
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY");
        try (Drive drive = Drive.open(new PostgresqlSource(), database.config(user))) {
            assertThat(drive.discover("public-t").methods()).doesNotContain(Method.LOG_BASED);
        }
    }

    @Test
    void valuesOfColumnsThatWereDroppedOrAreGeneratedStayInTheirColumns() throws Exception {
        database.execute(
                "CREATE TABLE g (gone int, id int PRIMARY KEY, gen text GENERATED ALWAYS AS (v || '!') STORED, v text)",
                "ALTER TABLE g DROP COLUMN gone");
        tap.run("g");
        database.execute("INSERT INTO g (id, v) VALUES (1, 'two')", "UPDATE g SET v = 'three' WHERE id = 1");
        CapturedStream log = tap.run("g").log("g");
        assertThat(log.column("v")).containsExactly("two", "three");
        assertThat(log.column("gen")).containsExactly("three!", "three!");
    }

    @Test
    void aTableOfTheSameNameInAnotherSchemaIsAnother() throws Exception {
        database.execute(
                "CREATE TABLE g (id int PRIMARY KEY)",
                "CREATE SCHEMA other",
                "CREATE TABLE other.g (id int PRIMARY KEY)",
                "CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root = true)");
        tap.option("publication", "everything").run("g");
        database.execute("INSERT INTO other.g VALUES (1)", "INSERT INTO g VALUES (2)");
        assertThat(tap.run("g").log("g").column("id")).containsExactly(2L);
    }

    @Test
    void aTransactionThatBeganEarlierAndEndedLaterIsNotPassedOver() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)");
        tap.run("t");
        try (Connection late = database.connect();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            database.execute("INSERT INTO t VALUES (2)");
            assertThat(tap.run("t").log("t").column("id")).containsExactly(2L);
            late.commit();
        }
        assertThat(tap.run("t").log("t").column("id")).containsExactly(1L);
        assertThat(tap.run("t").log("t").column("id")).isEmpty();
    }

    @Test
    void oneStreamDoesNotConfirmWhatAnotherHasNotRead() throws Exception {
        database.execute("CREATE TABLE l1 (id int PRIMARY KEY)", "CREATE TABLE l2 (id int PRIMARY KEY)");
        tap.run("l1", "l2");
        database.execute("INSERT INTO l2 VALUES (6)", "INSERT INTO l1 VALUES (7)");
        tap.run("l1");
        tap.run("l1");
        database.execute("INSERT INTO l1 VALUES (8)");
        assertThat(tap.run("l1").log("l1").column("id")).containsExactly(8L);
        LogTap.Run both = tap.run("l1", "l2");
        assertThat(both.log("l2").column("id")).containsExactly(6L);
        assertThat(both.log("l1").column("id")).isEmpty();
    }

    @Test
    void whatChangesWhileTheFirstCopyRunsArrives() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'old'), (2, 'old')");
        tap.afterPlan(() -> database.execute("UPDATE t SET v = 'new' WHERE id = 1", "DELETE FROM t WHERE id = 2"));
        LogTap.Run run = tap.run("t");
        assertThat(run.copy("t")).extracting(row -> row.get("v")).containsExactly("old", "old");
        assertThat(run.log("t").column("v")).containsExactly("new");
        assertThat(run.log("t").deletes()).extracting(row -> row.get("id")).containsExactly(2L);
    }

    @Test
    void nothingIsCopiedThatTheLogBringsAgain() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "CREATE TABLE u (id int PRIMARY KEY)");
        tap.run("t");
        database.execute("INSERT INTO t VALUES (1)", "INSERT INTO u VALUES (2)");
        LogTap.Run run = tap.run("t", "u");
        assertThat(run.copy("u")).extracting(row -> row.get("id")).containsExactly(2L);
        assertThat(run.log("u").rows()).isEmpty();
        assertThat(run.log("t").column("id")).containsExactly(1L);
    }

    @Test
    void valuesAreOfTheirTypes() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, ok boolean, a numeric, j jsonb, l int[], b bytea)");
        tap.run("t");
        database.execute("INSERT INTO t VALUES (1, true, 12345678901234567890.123456789, '{\"x\": 1.10}', '{1,null}',"
                + " '\\x00ff')");
        Map<String, Object> row = tap.run("t").log("t").rows().get(0);
        assertThat(row)
                .containsEntry("id", 1L)
                .containsEntry("ok", true)
                .containsEntry("a", new BigDecimal("12345678901234567890.123456789"))
                .containsEntry("b", "00ff");
        assertThat(String.valueOf(row.get("j"))).isEqualTo("{x=1.10}");
        assertThat(String.valueOf(row.get("l"))).isEqualTo("[1, null]");
    }

    @Test
    void aKeyThatChangesIsADeletionAndARow() throws Exception {
        large("t");
        tap.run("t");
        database.execute("UPDATE t SET id = 100 WHERE id = 1");
        CapturedStream log = tap.run("t").log("t");
        assertThat(log.deletes()).extracting(row -> row.get("id")).containsExactly(1L);
        assertThat(log.deletes().get(0)).containsEntry("v", null);
        assertThat(log.column("id")).containsExactly(100L);
        assertThat(log.column("v")).doesNotContainNull();
    }

    @Test
    void aDeletionHasTheOldRowWhereTheServerGivesIt() throws Exception {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "INSERT INTO t VALUES (1, 'a')");
        tap.run("t");
        database.execute("DELETE FROM t");
        assertThat(tap.run("t").log("t").deletes().get(0))
                .containsEntry("id", 1L)
                .containsEntry("v", "a");
    }

    @Test
    void aTruncateIsTold() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        tap.run("t");
        database.execute("TRUNCATE t");
        assertThat(tap.run("t").log("t").truncates()).isEqualTo(1);
    }

    @Test
    void aTableWithoutAKeyIsFollowedByWholeRows() throws Exception {
        database.execute(
                "CREATE TABLE t (id int, v text)",
                "ALTER TABLE t REPLICA IDENTITY FULL",
                "INSERT INTO t VALUES (1, 'a'), (1, 'a')");
        tap.run("t");
        database.execute("UPDATE t SET v = 'b' WHERE ctid = '(0,1)'");
        CapturedStream log = tap.run("t").log("t");
        assertThat(log.deletes()).extracting(row -> row.get("v")).containsExactly("a");
        assertThat(log.column("v")).containsExactly("b");
    }

    @Test
    void aTransactionThatIsRolledBackToASavepointLeavesTheRest() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)");
        tap.run("t");
        database.execute("DO $$ BEGIN INSERT INTO t VALUES (1);"
                + " BEGIN INSERT INTO t VALUES (2); RAISE 'no'; EXCEPTION WHEN OTHERS THEN INSERT INTO t VALUES (3); END;"
                + " END $$");
        assertThat(tap.run("t").log("t").column("id")).containsExactly(1L, 3L);
    }

    @Test
    void partitionsComeAsTheTableThatIsPartitioned() throws Exception {
        database.execute(
                "CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                "INSERT INTO p VALUES (1)");
        assertThat(tap.run("p").copy("p")).hasSize(1);
        database.execute(
                "INSERT INTO p VALUES (2)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20)",
                "INSERT INTO p VALUES (12)",
                "UPDATE p SET id = 13 WHERE id = 1",
                "DELETE FROM p1");
        CapturedStream log = tap.run("p").log("p");
        assertThat(log.column("id")).containsExactly(2L, 12L, 13L);
        assertThat(log.deletes()).extracting(row -> row.get("id")).containsExactly(1L, 2L);
    }

    @Test
    void columnsComeAndGoInMidLog() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        tap.run("t");
        tap.afterPlan(() -> database.execute(
                "INSERT INTO t VALUES (1, 'a')",
                "ALTER TABLE t ADD COLUMN w int NOT NULL DEFAULT 5",
                "INSERT INTO t VALUES (2, 'b', 6)",
                "ALTER TABLE t DROP COLUMN v",
                "INSERT INTO t VALUES (3, 7)"));
        CapturedStream log = tap.run("t").log("t");
        assertThat(log.changes()).hasSize(1);
        assertThat(log.column("id")).containsExactly(1L, 2L, 3L);
        assertThat(log.rows().get(0)).containsEntry("v", "a").doesNotContainKey("w");
        assertThat(log.column("w").subList(1, 3)).containsExactly(6L, 7L);
    }

    @Test
    void aColumnThatTheLogDoesNotHaveYetIsLookedUp() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        tap.run("t");
        database.execute(
                "INSERT INTO t VALUES (1, 'a')",
                "ALTER TABLE t ADD COLUMN w int NOT NULL DEFAULT 5",
                "INSERT INTO t VALUES (2, 'b', 6)");
        assertThat(tap.run("t").log("t").column("w")).containsExactly(5L, 6L);
    }

    @Test
    void aTypeThatChangesBetweenTwoRunsSpoilsNoValue() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
        tap.run("t");
        database.execute(
                "INSERT INTO t VALUES (1, 10)",
                "ALTER TABLE t ALTER v TYPE timestamptz USING to_timestamp(v)",
                "INSERT INTO t VALUES (2, '2026-01-01')");
        assertThat(tap.run("t").log("t").column("v")).containsExactly("1970-01-01T00:00:10Z", "2026-01-01T00:00:00Z");
    }

    @Test
    void everyRowOfALogTellsItsPlace() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        LogTap.Run first = tap.run("t");
        Object copied = first.copy("t").get(0).get("_sdc_lsn");
        database.execute("INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (3)");
        List<Object> places = tap.run("t").log("t").column("_sdc_lsn");
        assertThat((Long) places.get(0)).isGreaterThan((Long) copied);
        assertThat((Long) places.get(1)).isGreaterThan((Long) places.get(0));
    }

    @Test
    void aKillBetweenAnyTwoRowsLosesNone() throws Exception {
        database.execute("CREATE TABLE t (id int PRIMARY KEY)");
        tap.run("t");
        for (int i = 1; i <= 20; i++) {
            database.execute("INSERT INTO t VALUES (" + i + "), (" + (i + 100) + ")");
        }
        Map<String, Position> before = tap.state();
        tap.unconfirmed();
        for (int at = 1; at < 40; at += 6) {
            int row = at;
            tap.state(before);
            LogTap.Run cut = tap.run(sink -> sink.checkpointAlwaysDue().endAtRow(row), "t");
            assertThat(cut.isComplete()).isFalse();
            List<Object> all = new ArrayList<>(
                    cut.log("t").covered().stream().map(each -> each.get("id")).toList());
            all.addAll(tap.run("t").log("t").column("id"));
            assertThat(all).as("killed at row %d", at).hasSize(40).doesNotHaveDuplicates();
        }
    }

    private void large(String table) {
        database.execute(
                "CREATE TABLE " + table + " (id int PRIMARY KEY, n int NOT NULL, v text)",
                "ALTER TABLE " + table + " ALTER v SET STORAGE EXTERNAL",
                "INSERT INTO " + table + " SELECT i, 0, " + LARGE + " FROM generate_series(1, 10) i");
    }
}
