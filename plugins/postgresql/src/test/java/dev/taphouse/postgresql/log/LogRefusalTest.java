package dev.taphouse.postgresql.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.sql.Connection;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** What a log cannot give is one line with its cause, its cost and its remedy, and nothing is confirmed. */
@ParameterizedClass
@ValueSource(ints = {15, 18})
class LogRefusalTest {
    private final int major;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LogTap tap;

    private String slot = "";

    LogRefusalTest(int major) {
        this.major = major;
    }

    @BeforeEach
    void open() {
        database = PostgresServer.shared(major).newDatabase();
        database.execute("CREATE TABLE t (id int PRIMARY KEY, v text)", "INSERT INTO t VALUES (1, 'a')");
        tap = new LogTap(database);
        slot = "taphouse_" + database.name();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSlotThatWasDropped() throws Exception {
        tap.run("t");
        database.execute("SELECT pg_drop_replication_slot('" + slot + "')", "INSERT INTO t VALUES (2, 'b')");
        assertThat(failure())
                .startsWith("POSITION replication slot '" + slot + "' does not exist any more, so the changes since ")
                .contains("are lost to this tap; it was dropped, or lost in a failover or restore")
                .endsWith(
                        "Remove the stream's bookmark (host state reset) to copy it again; the changes since then are not"
                                + " in the log any more.");
        assertThat(database.query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .isEmpty();
    }

    @Test
    void aSlotThatWasDroppedAndMadeAgain() throws Exception {
        tap.run("t");
        database.execute(
                "SELECT pg_drop_replication_slot('" + slot + "')",
                "INSERT INTO t VALUES (2, 'b')",
                "SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        assertThat(logFailure())
                .startsWith("POSITION the state stands at ")
                .contains(", and replication slot '" + slot + "' was confirmed up to ")
                .contains("the changes between are lost to this state");
    }

    @Test
    void aStateThatIsOlderThanWhatWasConfirmed() throws Exception {
        tap.run("t");
        Map<String, Position> old = tap.state();
        for (int i = 2; i < 5; i++) {
            database.execute("INSERT INTO t VALUES (" + i + ", 'b')");
            tap.run("t");
        }
        tap.state(old);
        assertThat(logFailure())
                .contains("an older state was given than one that was used before, or another tap reads the same slot")
                .contains("Give the newest state, or remove the stream's bookmark (host state reset)");
    }

    @Test
    void aStateOfAServerWhoseLogWasFurther() throws Exception {
        tap.run("t");
        Position at = tap.at("t");
        tap.state(Map.of("public-t", at.with("lsn", at.int64("lsn").orElseThrow() + (1L << 40))));
        assertThat(logFailure())
                .contains("and the server's log ends at ")
                .contains("it is not the server that the state is of, or it was restored from a backup");
    }

    @Test
    void aSlotThatWasInvalidated() throws Exception {
        try (PostgresServer small = PostgresServer.start(
                        major,
                        Map.of("max_slot_wal_keep_size", "1MB", "min_wal_size", "32MB", "max_wal_size", "32MB"));
                PostgresDatabase other = small.newDatabase()) {
            other.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            LogTap its = new LogTap(other);
            its.run("t");
            for (int i = 0; i < 4; i++) {
                other.execute(
                        "INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(" + i * 20_000 + ", "
                                + (i * 20_000 + 19_999) + ") i",
                        "SELECT pg_switch_wal()",
                        "CHECKPOINT");
            }
            assertThat(failure(its))
                    .startsWith("POSITION replication slot 'taphouse_" + other.name() + "' was invalidated (")
                    .contains("so the changes since its last run are lost to this tap")
                    .contains("Run SELECT pg_drop_replication_slot('taphouse_" + other.name() + "')")
                    .contains("raise max_slot_wal_keep_size or run more often");
        }
    }

    @Test
    void aSlotOfAnotherPlugin() throws Exception {
        database.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'test_decoding')");
        assertThat(failure())
                .startsWith("POSITION replication slot '" + slot
                        + "' is of output plugin 'test_decoding', and not of pgoutput")
                .endsWith("Set replication_slot to a name of this tap's own.");
    }

    @Test
    void aSlotOfAnotherDatabase() throws Exception {
        try (PostgresDatabase other = PostgresServer.shared(major).newDatabase()) {
            other.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
            assertThat(failure())
                    .contains("is of database '" + other.name() + "', and not of '" + database.name() + "'");
        }
    }

    @Test
    void aPhysicalSlot() throws Exception {
        database.server().execute("SELECT pg_create_physical_replication_slot('" + slot + "')");
        try {
            assertThat(failure()).contains("replication slot '" + slot + "' is a physical one");
        } finally {
            database.server().execute("SELECT pg_drop_replication_slot('" + slot + "')");
        }
    }

    @Test
    void aTableWithoutAnIdentityIsNotPublishedSinceTheServerWouldRefuseItsUpdates() throws Exception {
        database.execute("CREATE TABLE n (id int)", "ALTER TABLE t REPLICA IDENTITY NOTHING");
        assertThat(failure())
                .isEqualTo(
                        "DATA table \"public\".\"t\" has REPLICA IDENTITY NOTHING: its updates and deletes would not say"
                                + " which row they are of. Run ALTER TABLE \"public\".\"t\" REPLICA IDENTITY FULL (or REPLICA"
                                + " IDENTITY DEFAULT), or read it by FULL_TABLE.");
        assertThat(failure(tap, "n"))
                .contains("table \"public\".\"n\" has no primary key")
                .contains("Run ALTER TABLE \"public\".\"n\" REPLICA IDENTITY FULL, or read it by FULL_TABLE.");
        database.execute("INSERT INTO n VALUES (1)", "UPDATE n SET id = 2", "UPDATE t SET v = 'b'");
    }

    @Test
    void oneTableThatIsRefusedLeavesTheOthers() throws Exception {
        database.execute("CREATE UNLOGGED TABLE n (id int PRIMARY KEY)");
        LogTap.Run run = tap.run("n", "t");
        assertThat(run.refused("n"))
                .contains("table \"public\".\"n\" is UNLOGGED: its changes are not in the log")
                .contains("Run ALTER TABLE \"public\".\"n\" SET LOGGED");
        assertThat(run.copy("t")).hasSize(1);
    }

    @Test
    void aUserWithoutReplication() throws Exception {
        PostgresUser reader = database.reader("public");
        assertThat(failure(new LogTap(database.config(reader))))
                .isEqualTo("PERMISSION user '" + reader.name() + "' may not read the server's log. Run ALTER USER \""
                        + reader.name() + "\" REPLICATION (on Amazon RDS: GRANT rds_replication TO \"" + reader.name()
                        + "\").");
    }

    @Test
    void aUserWhoMayNotMakeThePublicationIsToldItsStatement() throws Exception {
        PostgresUser reader = database.user("REPLICATION");
        database.execute("GRANT SELECT ON t TO " + reader.name());
        LogTap its = new LogTap(database.config(reader));
        String create =
                "CREATE PUBLICATION \"" + slot + "\" FOR TABLE \"public\".\"t\" WITH (publish = 'insert, update,"
                        + " delete, truncate', publish_via_partition_root = true)";
        assertThat(failure(its))
                .startsWith("PERMISSION publication '" + slot + "' does not exist, and user '" + reader.name()
                        + "' may not make it")
                .contains("Let the owner of the tables run " + create);
        database.execute(create);
        assertThat(its.run("t").copy("t")).hasSize(1);
        database.execute(
                "INSERT INTO t VALUES (2, 'b')",
                "CREATE TABLE u (id int PRIMARY KEY)",
                "GRANT SELECT ON u TO " + reader.name());
        LogTap.Run run = its.run("t", "u");
        assertThat(run.log("t").column("id")).containsExactly(2L);
        assertThat(run.refused("u"))
                .startsWith("PERMISSION table \"public\".\"u\" is not in publication '" + slot
                        + "', so its changes are not" + " sent")
                .contains("ALTER PUBLICATION \"" + slot + "\" ADD TABLE \"public\".\"u\"");
    }

    @Test
    void checkMakesNothing() throws Exception {
        tap.option("replication_setup", "check");
        assertThat(failure())
                .contains("publication '" + slot + "' does not exist")
                .contains(", or set replication_setup to create.");
        database.execute("CREATE PUBLICATION " + slot + " FOR TABLE t WITH (publish_via_partition_root)");
        assertThat(failure())
                .contains("replication slot '" + slot + "' does not exist")
                .contains("Run SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        database.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        assertThat(tap.run("t").copy("t")).hasSize(1);
    }

    @Test
    void aPublicationThatLeavesDeletesOut() throws Exception {
        database.execute("CREATE PUBLICATION " + slot + " FOR TABLE t WITH (publish = 'insert, update')");
        assertThat(failure())
                .contains("publication '" + slot
                        + "' does not publish deletes and truncates and partitions via their root");
    }

    @Test
    void aTableThatLeftThePublicationAndCameBack() throws Exception {
        tap.run("t");
        database.execute(
                "ALTER PUBLICATION " + slot + " DROP TABLE t",
                "INSERT INTO t VALUES (2, 'lost')",
                "ALTER PUBLICATION " + slot + " ADD TABLE t");
        assertThat(failure())
                .startsWith("POSITION table \"public\".\"t\" left publication '" + slot
                        + "' since the last run and was added again: its changes between are lost to this tap");
        database.execute("ALTER PUBLICATION " + slot + " DROP TABLE t");
        assertThat(failure()).contains("left publication");
    }

    @Test
    void aSlotThatAnotherReads() throws Exception {
        tap.run("t");
        Properties properties = new Properties();
        properties.setProperty("user", PostgresServer.SUPERUSER.name());
        properties.setProperty("password", PostgresServer.SUPERUSER.password());
        properties.setProperty("replication", "database");
        properties.setProperty("assumeMinServerVersion", "12");
        properties.setProperty("preferQueryMode", "simple");
        try (Connection other = new org.postgresql.Driver().connect(database.url(), properties);
                PGReplicationStream reading = other.unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .logical()
                        .withSlotName(slot)
                        .withSlotOption("proto_version", 1)
                        .withSlotOption("publication_names", slot)
                        .start()) {
            assertThat(reading.isClosed()).isFalse();
            assertThat(failure())
                    .startsWith("UNAVAILABLE replication slot '" + slot + "' is being read by process ")
                    .contains("another run of this tap, or another tap with the same slot")
                    .contains("give each tap a replication_slot of its own");
        }
    }

    @Test
    void aStateWithoutAPlaceInTheLog() throws Exception {
        tap.run("t");
        tap.state(Map.of("public-t", Position.of("lsn", 1L).with("xmin", "7")));
        assertThat(failure()).contains("the state holds no 'lsn' that a log could be read from");
    }

    private String failure() throws Exception {
        return failure(tap);
    }

    private static String failure(LogTap tap) throws Exception {
        return failure(tap, "t");
    }

    private static String failure(LogTap tap, String table) throws Exception {
        return String.valueOf(tap.run(table).refused(table));
    }

    private String logFailure() throws Exception {
        SourceException why = tap.run("t").log("t").failure().orElseThrow();
        assertThat(why.kind()).isEqualTo(Kind.POSITION);
        return LogTap.line(why);
    }
}
