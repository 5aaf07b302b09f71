package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LOG_BASED of the packaged postgresql plugin, as users and orchestrators run it. */
final class PostgresqlLogIT {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresqlTap tap;

    @BeforeEach
    void makeDatabase() {
        database = PostgresServer.shared().newDatabase();
        database.execute(
                "CREATE TABLE orders (id int PRIMARY KEY, v text)",
                "INSERT INTO orders SELECT i, 'order ' || i FROM generate_series(1, 1000) i");
        tap = new PostgresqlTap(folder, database);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void aTableIsCopiedAndThenFollowedFromWhatTheTargetConfirmed() {
        CatalogFile catalog = logged();
        Result first = tap.sync(catalog).run().succeeded();
        assertThat(first.messages().rows("public-orders")).hasSize(1000);
        JsonNode state = first.messages().lastState();
        assertThat(state.at("/bookmarks/public-orders/lsn").isNumber()).isTrue();

        database.execute("UPDATE orders SET v = 'new' WHERE id = 1", "DELETE FROM orders WHERE id = 2");
        Result second = tap.sync(catalog, state).run().succeeded();
        List<Map<String, Object>> rows = second.messages().rows("public-orders");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("v", "new").containsEntry("_sdc_deleted_at", null);
        assertThat(rows.get(1)).doesNotContainKey("v");
        assertThat(String.valueOf(rows.get(1).get("_sdc_deleted_at")))
                .startsWith("20")
                .endsWith("Z");
        assertThat(confirmed())
                .isEqualTo(first.messages()
                        .lastState()
                        .at("/bookmarks/public-orders/lsn")
                        .asLong());
        assertThat(tap.sync(catalog, second.messages().lastState())
                        .run()
                        .succeeded()
                        .messages()
                        .rows("public-orders"))
                .isEmpty();
    }

    @Test
    void aSlotAdvancesWhereOnlyAnotherDatabaseIsWritten() {
        CatalogFile catalog = logged();
        JsonNode state = tap.sync(catalog).run().succeeded().messages().lastState();
        long before = confirmed();
        try (PostgresDatabase other = PostgresServer.shared().newDatabase()) {
            other.execute("CREATE TABLE t AS SELECT i FROM generate_series(1, 50000) i");
        }
        for (int run = 0; run < 2; run++) {
            state = tap.sync(catalog, state).run().succeeded().messages().lastState();
        }
        assertThat(confirmed() - before).isGreaterThan(1_000_000);
    }

    @Test
    void aTableThatIsSelectedLaterIsCopiedAndTheOthersGoOn() {
        CatalogFile catalog = logged();
        JsonNode state = tap.sync(catalog).run().succeeded().messages().lastState();
        database.execute(
                "CREATE TABLE later (id int PRIMARY KEY)",
                "INSERT INTO later SELECT generate_series(1, 10)",
                "INSERT INTO orders VALUES (2000, 'x')");
        CatalogFile both = tap.discover();
        both.root("public-orders").put("replication-method", "LOG_BASED");
        both.root("public-later").put("replication-method", "LOG_BASED");
        Result run = tap.sync(both, state).run().succeeded();
        assertThat(run.messages().rows("public-later")).hasSize(10);
        assertThat(run.messages().rows("public-orders")).hasSize(1);
    }

    @Test
    void aRunThatFollowsGoesOnUntilItIsStopped() throws IOException {
        Map<String, Object> config = new HashMap<>(database.config());
        config.put("follow", true);
        PostgresqlTap following =
                new PostgresqlTap(Files.createDirectory(folder.resolve("following")), database, config);
        CatalogFile catalog = logged();
        Running run = following.sync(catalog, "--state-seconds", "1").start();
        int[] rows = {0};
        while (rows[0] < 1000) {
            rows[0] += isRecord(run) ? 1 : 0;
        }
        for (int i = 0; i < 3; i++) {
            database.execute("INSERT INTO orders VALUES (" + (5000 + i) + ", 'x')");
            while (!isRecord(run)) {
                // what comes before it
            }
        }
        run.terminate();
        Result result = run.readAll().end().succeeded();
        assertThat(result.messages().rows("public-orders")).hasSize(1003);
        assertThat(result.lines().get(result.lines().size() - 1)).startsWith("{\"type\":\"STATE\"");
        assertThat(tap.sync(catalog, result.messages().lastState())
                        .run()
                        .succeeded()
                        .messages()
                        .rows("public-orders"))
                .isEmpty();
    }

    @Test
    void aServerDoesNotDropATapThatItsTargetKeepsWaiting() throws IOException {
        CatalogFile catalog = logged();
        JsonNode state = tap.sync(catalog).run().succeeded().messages().lastState();
        database.execute(
                "ALTER DATABASE " + database.name() + " SET wal_sender_timeout = '1s'",
                "INSERT INTO orders SELECT i, repeat('x', 200) FROM generate_series(10000, 60000) i");
        Path report = folder.resolve("report.json");
        Running run = tap.sync(catalog, state, "--report", report.toString()).start();
        run.readLine();
        LockSupport.parkNanos(5_000_000_000L);
        Result result = run.readAll().end().succeeded();
        assertThat(result.messages().rows("public-orders")).hasSize(50_001);
        assertThat(Json.parse(Files.readString(report)).at("/streams/0/retries").asInt())
                .isZero();
    }

    @Test
    void aUserWithTheLeastRightsReadsAPublicationThatWasMadeForIt() {
        PostgresUser user = database.user("REPLICATION");
        database.execute(
                "GRANT SELECT ON orders TO " + user.name(),
                "CREATE PUBLICATION for_the_tap FOR TABLE orders WITH (publish_via_partition_root = true)");
        Map<String, Object> config = new HashMap<>(database.config(user));
        config.put("publication", "for_the_tap");
        PostgresqlTap least = new PostgresqlTap(folder, database, config);
        Result result = least.sync(logged()).run().succeeded();
        assertThat(result.messages().rows("public-orders")).hasSize(1000);
    }

    @Test
    void whatATapLeavesOnTheServerIsListedAndDropped() {
        tap.sync(logged()).run().succeeded();
        String name = "taphouse_" + database.name();
        Result list = resources("list", "postgresql").succeeded();
        assertThat(list.stdout())
                .containsPattern("name +kind +state +confirmed +retained mb\n")
                .containsPattern(name + " +replication slot +not read now +[0-9A-F]+/[0-9A-F]+ +\\d+\n")
                .containsPattern(name + " +publication +of 1 tables");
        Result wrong = resources("drop", "postgresql", "nothing");
        assertThat(wrong.exitCode()).isNotZero();
        assertThat(wrong.stderr()).contains("there is neither a replication slot nor a publication 'nothing' of a tap");
        assertThat(resources("drop", "postgresql", name).succeeded().stderr()).contains("'" + name + "' was dropped");
        assertThat(resources("list", "postgresql").succeeded().stderr()).contains("nothing is kept at the source");
        assertThat(database.query("SELECT slot_name FROM pg_replication_slots WHERE database = current_database()"))
                .isEmpty();
    }

    @Test
    void aSlotThatHoldsMoreThanIsWishedIsSaidWithWhatHoldsIt() throws IOException {
        Map<String, Object> config = new HashMap<>(database.config());
        config.put("slot_warning_mb", 1);
        PostgresqlTap warned = new PostgresqlTap(folder, database, config);
        CatalogFile catalog = logged();
        JsonNode state = warned.sync(catalog).run().succeeded().messages().lastState();
        database.execute("INSERT INTO orders SELECT i, repeat('x', 200) FROM generate_series(10000, 30000) i");
        Path report = folder.resolve("report.json");
        Result late =
                warned.sync(catalog, state, "--report", report.toString()).run().succeeded();
        assertThat(late.stderr())
                .containsPattern("the server keeps \\d+ MB of its log for replication slot 'taphouse_" + database.name()
                        + "': ");
        assertThat(Files.readString(report)).contains("slot_retained_bytes");
    }

    private CatalogFile logged() {
        CatalogFile catalog = tap.discover();
        catalog.root("public-orders").put("replication-method", "LOG_BASED");
        return catalog;
    }

    private static boolean isRecord(Running run) {
        return run.readLine().orElseThrow().startsWith("{\"type\":\"RECORD\"");
    }

    private Result resources(String... arguments) {
        return Distribution.postgresql()
                .host("resources")
                .with(arguments)
                .with("--config", tap.config().toString())
                .run();
    }

    private long confirmed() {
        return Long.parseLong(database.query("SELECT (confirmed_flush_lsn - '0/0')::bigint FROM pg_replication_slots"
                        + " WHERE database = current_database()")
                .get(0));
    }
}
