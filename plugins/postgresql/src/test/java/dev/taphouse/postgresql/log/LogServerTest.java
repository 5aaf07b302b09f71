package dev.taphouse.postgresql.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that cannot give their log: on servers of these tests' own. */
class LogServerTest {

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void walLevelTooLow(int major) throws Exception {
        try (PostgresServer server = PostgresServer.start(major, Map.of("wal_level", "replica"));
                PostgresDatabase database = server.newDatabase()) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThat(new LogTap(database).run("t").refused("t"))
                    .isEqualTo(
                            "DATA the server's wal_level is 'replica', so its log does not hold the changes of rows. Run"
                                    + " ALTER SYSTEM SET wal_level = 'logical' and restart the server (managed services have a"
                                    + " parameter of their own, such as rds.logical_replication), or read by INCREMENTAL.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void noFreeSlot(int major) throws Exception {
        try (PostgresServer server = PostgresServer.start(major, Map.of("max_replication_slots", "1"));
                PostgresDatabase database = server.newDatabase()) {
            database.execute(
                    "CREATE TABLE t (id int PRIMARY KEY)",
                    "SELECT pg_create_logical_replication_slot('taken', 'test_decoding')");
            assertThat(new LogTap(database).run("t").refused("t"))
                    .startsWith("UNAVAILABLE the server has no free replication slot")
                    .contains("Raise max_replication_slots and restart the server, or drop slots that nobody reads");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void noFreeSender(int major) throws Exception {
        try (PostgresServer server = PostgresServer.start(major, Map.of("max_wal_senders", "0"));
                PostgresDatabase database = server.newDatabase()) {
            database.execute("CREATE TABLE t (id int PRIMARY KEY)");
            assertThat(new LogTap(database).run("t").refused("t"))
                    .startsWith("UNAVAILABLE the server has no free process that sends its log (max_wal_senders)")
                    .contains("Raise max_wal_senders and restart the server");
        }
    }
}
