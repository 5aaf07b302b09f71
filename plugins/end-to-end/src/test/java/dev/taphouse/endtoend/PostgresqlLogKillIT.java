package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy that is made of the messages of a log equals its source, row for row, whatever happened: the tap is killed at
 * random, its sessions are ended, the server restarts or crashes, and the target has not confirmed the last STATE it took.
 * {@code -Dkills=N} sets how often, {@code -Dseed=N} repeats the choices.
 */
final class PostgresqlLogKillIT {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int LINES = 4000;
    private static final int MOST_MILLIS = 2500;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final ReplayTarget target = new ReplayTarget(random);

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresqlTap tap;

    @BeforeEach
    void start() {
        server = PostgresServer.start(
                PostgresServer.MAJORS.get(random.nextInt(2)), Map.of("logical_decoding_work_mem", "64kB"));
        database = server.newDatabase();
        tap = new PostgresqlTap(folder, database);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCopyOfALogEqualsItsSourceWhateverIsKilled() {
        System.out.printf("PostgresqlLogKillIT: -Dkills=%d -Dseed=%d, PostgreSQL %d%n", KILLS, SEED, server.major());
        LogWorkload workload = new LogWorkload(database, new Random(SEED + 1));
        workload.begin();
        CatalogFile catalog = tap.discover();
        LogWorkload.TABLES.forEach(table -> catalog.root("public-" + table).put("replication-method", "LOG_BASED"));

        for (int kill = 0; kill < KILLS; kill++) {
            workload.step(random.nextInt(15));
            interrupted(catalog, workload);
            target.die();
        }

        workload.step(10);
        workload.settle();
        Running last = start(catalog);
        target.read(last, Integer.MAX_VALUE, () -> {});
        last.end().succeeded();
        target.finish();
        List<String> differences = differences();
        System.out.printf(
                "PostgresqlLogKillIT: %d kills, %d rows stored, %d differences%n",
                KILLS, target.rows(), differences.size());
        assertThat(differences).as("-Dkills=" + KILLS + " -Dseed=" + SEED).isEmpty();
    }

    /** A run that does not get through, most of the time. */
    private void interrupted(CatalogFile catalog, LogWorkload workload) {
        if (!target.hasAll("lsn", LogWorkload.TABLES.size())) {
            // a first copy begins when all transactions that are open have ended
            workload.settle();
        }
        Running run = start(catalog);
        int[] lines = {0};
        Runnable stepping = () -> {
            if (++lines[0] % 500 == 0) {
                workload.step(1);
            }
        };
        switch (random.nextInt(8)) {
            case 0 -> {
                workload.settle();
                target.read(run, random.nextInt(LINES), stepping);
                workload.settle();
                server.restart();
            }
            case 1 -> {
                target.read(run, random.nextInt(LINES), stepping);
                workload.settle();
                server.crash();
            }
            case 2 -> {
                target.read(run, random.nextInt(LINES), stepping);
                workload.settle();
                database.terminate();
            }
            case 3 -> {
                target.read(run, random.nextInt(LINES), stepping);
                run.terminate();
            }
            case 4, 5 -> {
                CompletableFuture.delayedExecutor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS)
                        .execute(run::kill);
                target.read(run, Integer.MAX_VALUE, stepping);
            }
            default -> {
                target.read(run, random.nextInt(LINES), stepping);
                run.kill();
            }
        }
        target.read(run, Integer.MAX_VALUE, () -> {});
        run.end();
    }

    /** From the STATE that the target has confirmed, at times in lanes. */
    private Running start(CatalogFile catalog) {
        String parallel = String.valueOf(1 + random.nextInt(3));
        return tap.sync(
                        catalog,
                        (ObjectNode) target.state(),
                        "--state-rows",
                        "300",
                        "--parallel",
                        parallel,
                        "--drift",
                        "evolve")
                .start();
    }

    private List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (String table : LogWorkload.TABLES) {
            differences.addAll(target.differences("public-" + table, tap.rows(table)));
        }
        return differences;
    }
}
