package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the middle of a sync: it goes on from its last position, or says in one line why it cannot. */
final class PostgresqlFaultsIT {
    private static final int ROWS = 12_000;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresUser reader;

    @BeforeEach
    void makeDatabase() {
        useDatabaseOf(PostgresServer.shared());
    }

    private void useDatabaseOf(PostgresServer server) {
        database = server.newDatabase();
        database.execute(
                "CREATE TABLE bare (id bigint, at timestamptz NOT NULL DEFAULT now(), v text)",
                "CREATE TABLE timed (id bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), v text)",
                "CREATE TABLE small (id int PRIMARY KEY)",
                "INSERT INTO small SELECT generate_series(1, 10)");
        for (String table : new String[] {"bare", "timed"}) {
            database.execute(
                    "ALTER TABLE " + table + " ALTER v SET STORAGE PLAIN",
                    "INSERT INTO " + table + " (id, v) SELECT i, repeat(md5(i::text), 60) FROM generate_series(1, "
                            + ROWS + ") i");
        }
        reader = database.reader("public");
        database.execute("GRANT pg_read_all_stats TO " + reader.name());
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void sessionsThatAnAdministratorEndsAreBegunAgainWithoutLoss() {
        Result result = syncWith(Map.of(), () -> database.terminate());

        result.succeeded();
        assertThat(result.stderr())
                .contains(
                        "trying again in 1000 ms\n",
                        "WARNING postgresql: the snapshot of this run is given up, since it ended before its time: what is read from now on is read from newer ones, each consistent in itself\n")
                .doesNotContain("\tat ", reader.password());
        assertEveryRow(result);
    }

    @Test
    void aServerThatIsRestartedIsGoneOnWithWithoutLoss() {
        database.close();
        try (PostgresServer server = PostgresServer.start(18, Map.of())) {
            useDatabaseOf(server);

            Result result = syncWith(Map.of(), server::restart);

            result.succeeded();
            assertThat(result.stderr()).contains("trying again in ").doesNotContain("\tat ", reader.password());
            assertEveryRow(result);
            database.close();
        }
        makeDatabase();
    }

    @Test
    void aServerThatCrashesIsGoneOnWithWithoutLoss() {
        database.close();
        try (PostgresServer server = PostgresServer.start(15, Map.of())) {
            useDatabaseOf(server);

            Result result = syncWith(Map.of(), server::crash);

            result.succeeded();
            assertThat(result.stderr()).contains("trying again in ").doesNotContain("\tat ", reader.password());
            assertEveryRow(result);
            database.close();
        }
        makeDatabase();
    }

    @Test
    void aNetworkThatIsCutIsGoneOnWithWithoutLoss() {
        try (Wire wire = wire()) {
            Result result = syncWith(through(wire), wire::cut);

            result.succeeded();
            assertThat(result.stderr())
                    .contains("trying again in 1000 ms\n")
                    .doesNotContain("\tat ", reader.password());
            assertEveryRow(result);
        }
    }

    @Test
    void aNetworkThatFallsSilentIsNoticedBySocketTimeout() {
        try (Wire wire = wire()) {
            Map<String, Object> options = through(wire);
            options.put("socket_timeout", 2);
            Result result = syncWith(options, wire::hush);

            result.succeeded();
            assertThat(result.stderr())
                    .contains(
                            "Read timed out", "or raise connect_timeout or socket_timeout.; trying again in 1000 ms\n")
                    .doesNotContain("\tat ", reader.password());
            assertEveryRow(result);
        }
    }

    @Test
    void aServerThatStaysAwayFailsTheRunAndTheNextGoesOnWithoutLoss() {
        try (Wire wire = wire()) {
            Map<String, Object> options = through(wire);
            options.put("connect_timeout", 1);
            // each stream is tried for many seconds
            CatalogFile catalog = catalog(options).only("public-timed");
            Result result = syncWith(catalog, options, wire::cutForGood);

            assertThat(result.exitCode()).as(result.stderr()).isEqualTo(4);
            assertThat(result.stderr())
                    .contains(
                            "Check that the database runs and can be reached; its log says why it ended the session.\n")
                    .doesNotContain("\tat ", "HikariPool", reader.password());
            Messages rest = tap(Map.of())
                    .sync(catalog, result.messages().lastState())
                    .run()
                    .succeeded()
                    .messages();
            assertThat(rest.rows("public-timed").size()
                            + result.messages().rows("public-timed").size())
                    .isGreaterThanOrEqualTo(ROWS);
        }
    }

    private Wire wire() {
        return new Wire(database.server().host(), database.server().port());
    }

    private static Map<String, Object> through(Wire wire) {
        return new HashMap<>(Map.of("host", "127.0.0.1", "port", wire.port()));
    }

    private PostgresqlTap tap(Map<String, Object> options) {
        Map<String, Object> config = new HashMap<>(database.config(reader));
        config.putAll(options);
        return new PostgresqlTap(folder, database, config);
    }

    private CatalogFile catalog(Map<String, Object> options) {
        return tap(options).discover().incremental("public-timed", "at");
    }

    /** Lets the fault happen twice: while a pass by pages is under way, and while an incremental one is. */
    private Result syncWith(Map<String, Object> options, Runnable fault) {
        return syncWith(catalog(options), options, fault);
    }

    private Result syncWith(CatalogFile catalog, Map<String, Object> options, Runnable fault) {
        Running run = tap(options).sync(catalog, "--state-rows", "500").start();
        for (int line = 0; line < ROWS + ROWS / 3; line++) {
            if (line == ROWS / 3) {
                fault.run();
            }
            run.readLine();
        }
        fault.run();
        return run.readAll().end();
    }

    private void assertEveryRow(Result result) {
        for (String table : new String[] {"bare", "timed"}) {
            assertThat(result.messages().rows("public-" + table))
                    .as(table)
                    .extracting(row -> row.get("id"))
                    .containsAll(IntStream.rangeClosed(1, ROWS)
                            .mapToObj(id -> Json.number(BigDecimal.valueOf(id)))
                            .toList());
        }
    }
}
