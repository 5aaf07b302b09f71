package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syncs of a database that is being written to are killed at random, and so is their target, which has not confirmed the
 * last STATE it took: what stayed in the tables is there in the end, as it is. {@code -Dkills=N} sets how often,
 * {@code -Dseed=N} repeats the choices.
 */
final class PostgresqlKillIT {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /** The widest table is one of several lanes. */
    private static final int WIDE = 17_000;

    private static final int ROWS = 10_000;
    private static final int LINES_PER_STEP = 100;
    private static final int LINES = 40_000;

    private static final List<String> UPDATED = List.of("wide", "bare", "timed");
    private static final List<String> APPENDED = List.of("numbered", "counted");

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final LateTarget target = new LateTarget(random);

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresqlTap tap;

    @BeforeEach
    void makeDatabase() {
        database = PostgresServer.shared().newDatabase();
        String columns = ", n int NOT NULL, at timestamptz NOT NULL DEFAULT now(), v text)";
        database.execute(
                "CREATE TABLE wide (id bigint PRIMARY KEY" + columns,
                "CREATE TABLE bare (id bigint" + columns,
                "CREATE TABLE timed (id bigint PRIMARY KEY" + columns,
                "CREATE INDEX ON timed (at)",
                "CREATE TABLE numbered (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)",
                "CREATE TABLE counted (id serial PRIMARY KEY, v text)",
                "ALTER TABLE wide ALTER v SET STORAGE PLAIN",
                "ALTER TABLE bare ALTER v SET STORAGE PLAIN",
                fill("wide", WIDE, 60),
                fill("bare", ROWS / 2, 60),
                fill("timed", ROWS, 2),
                "INSERT INTO numbered (v) SELECT md5(i::text) FROM generate_series(1, " + ROWS + ") i",
                "INSERT INTO counted (v) SELECT md5(i::text) FROM generate_series(1, " + ROWS + ") i");
        tap = new PostgresqlTap(folder, database);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void killsLoseNoRow() {
        System.out.printf("PostgresqlKillIT: -Dkills=%d -Dseed=%d%n", KILLS, SEED);
        CatalogFile catalog = tap.discover()
                .incremental("public-timed", "at")
                .incremental("public-numbered", "id")
                .incremental("public-counted", "id");
        Writers writers = new Writers(database, UPDATED, APPENDED, new Random(SEED + 1));

        for (int kill = 0; kill < KILLS; kill++) {
            Running run = start(catalog);
            target.read(run, 1 + random.nextInt(LINES), stepping(writers));
            run.kill();
            target.read(run, Integer.MAX_VALUE, () -> {});
            run.end();
            target.die();
            writers.step(random.nextInt(20));
        }

        writers.end();
        Running last = start(catalog);
        target.read(last, Integer.MAX_VALUE, () -> {});
        last.end().succeeded();
        target.finish();
        List<String> missing = missing();
        System.out.printf("PostgresqlKillIT: %d kills, %d rows stored, missing %s%n", KILLS, target.rows(), missing);
        assertThat(missing).as("-Dkills=" + KILLS + " -Dseed=" + SEED).isEmpty();
    }

    /** From the STATE that the target has confirmed, at times in lanes. */
    private Running start(CatalogFile catalog) {
        String parallel = String.valueOf(1 + random.nextInt(3));
        return tap.sync(catalog, (ObjectNode) target.state(), "--state-rows", "500", "--parallel", parallel)
                .start();
    }

    private static Runnable stepping(Writers writers) {
        int[] lines = {0};
        return () -> {
            if (++lines[0] % LINES_PER_STEP == 0) {
                writers.step(1);
            }
        };
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        Stream.concat(UPDATED.stream(), APPENDED.stream())
                .forEach(table -> target.missing("public-" + table, tap.rows(table))
                        .forEach(row -> missing.add(table + " " + row.get("id") + " n=" + row.get("n"))));
        return missing;
    }

    private static String fill(String table, int rows, int width) {
        return "INSERT INTO " + table + " SELECT i, 0, now(), repeat(md5(i::text), " + width
                + ") FROM generate_series(1, " + rows + ") i";
    }
}
