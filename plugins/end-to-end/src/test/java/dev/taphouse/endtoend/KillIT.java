package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sync that is ended in its midst goes on from the last whole STATE it wrote, and no row is lost. {@code -Dkills=N}
 * sets how often it is killed, {@code -Dseed=N} repeats a run.
 */
final class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int ROWS = 50_000;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Received received = new Received();

    @SuppressWarnings("NullAway.Init") // set before each test
    private SampleDb database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SqliteTap tap;

    private int events = ROWS;
    private int earlyEvents;
    private int beers = ROWS;
    private long seconds;

    @BeforeEach
    void makeDatabase() {
        database = new SampleDb(folder.resolve("events.db"))
                .run(
                        "CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT)",
                        "CREATE TABLE events (id INTEGER PRIMARY KEY, at TIMESTAMP NOT NULL, what TEXT)")
                .insert("beers", beers(1, ROWS))
                .insert("events", events(1, ROWS));
        tap = new SqliteTap(Distribution.shared(), folder, database);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS) // hundreds of kills take longer than any other test
    void killsLoseNoRow() {
        System.out.printf("KillIT: -Dkills=%d -Dseed=%d%n", KILLS, SEED);
        CatalogFile catalog = tap.discover().incremental("events", "at");
        Map<Object, Map<String, @Nullable Object>> firstBeers = byId("beers");

        for (int kill = 0; kill < KILLS; kill++) {
            Running run =
                    tap.sync(catalog, received.state(), "--state-rows", "500").start();
            received.read(run, 1 + random.nextInt(4 * ROWS / KILLS));
            run.kill();
            // a target also gets what was in the pipe at that time
            received.read(run, Integer.MAX_VALUE);
            run.end();
            change();
        }

        // what was added to a full table while it was read is the next pass's
        toTheEnd(catalog);
        assertThat(received.rows("beers").keySet()).as(run("beers")).containsAll(firstBeers.keySet());
        assertThat(received.rows("events")).as(run("events")).isEqualTo(byId("events"));
        change();
        toTheEnd(catalog);
        assertThat(received.rows("events")).as(run("events")).isEqualTo(byId("events"));
        assertThat(received.rows("beers")).as(run("beers")).isEqualTo(byId("beers"));
    }

    @Test
    void aTerminatedSyncEndsByItselfWithAState() {
        CatalogFile catalog = tap.discover().incremental("events", "at");

        Running run = tap.sync(catalog, "--state-rows", "500").start();
        received.read(run, 2_000);
        run.terminate();
        Result result = run.readAll().end();
        int more = 0;
        for (String line : result.lines()) {
            more++;
            if (more > 2_000) {
                received.take(line);
            }
        }

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(Messages.isState(Json.parse(result.lines().get(more - 1)))).isTrue();
        assertThat(received.rows("beers")).hasSizeBetween(1_000, ROWS - 1);
        assertThat(result.stderr()).contains("INFO beers: partial, ").contains("INFO 0 of 2 streams complete, ");
        Messages rest = tap.sync(catalog, received.state()).run().succeeded().messages();
        assertThat(rest.rows("beers")).hasSize(ROWS - received.rows("beers").size());
        rest.all().forEach(message -> received.take(message.toString()));
        assertThat(received.rows("beers")).isEqualTo(byId("beers"));
        assertThat(received.rows("events")).isEqualTo(byId("events"));
    }

    private void toTheEnd(CatalogFile catalog) {
        tap.sync(catalog, received.state()).run().succeeded().lines().forEach(received::take);
    }

    /** New rows in both tables, and some old ones that change: later than what was there, or as old as the bookmark. */
    private void change() {
        seconds += 1_000_000;
        int moreEvents = 1 + random.nextInt(200);
        int moreBeers = 1 + random.nextInt(20);
        database.insert("events", events(events + 1, events + moreEvents))
                .insert("beers", beers(beers + 1, beers + moreBeers))
                .run("UPDATE events SET what = what || ' again', at = '" + Taproom.time(seconds + 500_000)
                        + "' WHERE id % 1000 = " + random.nextInt(1000));
        events += moreEvents;
        beers += moreBeers;
        bookmark().ifPresent(this::tie);
    }

    /** Events of a second that was read already, before those of it that were read. */
    private void tie(String second) {
        int ties = 1 + random.nextInt(20);
        List<List<Object>> before = IntStream.rangeClosed(earlyEvents + 1, earlyEvents + ties)
                .<List<Object>>mapToObj(number -> List.of(-number, second, "early event no. " + number))
                .toList();
        database.insert("events", before)
                .run("UPDATE events SET what = what || ' tied', at = '" + second + "' WHERE id % 1000 = "
                        + random.nextInt(1000));
        earlyEvents += ties;
    }

    /** The bookmark of the events as the database writes it. */
    private Optional<String> bookmark() {
        String time = received.state()
                .at("/bookmarks/events/replication_key_value")
                .asText()
                .replace('T', ' ')
                .replace("Z", "");
        return time.isEmpty() ? Optional.empty() : Optional.of(time);
    }

    private Map<Object, Map<String, @Nullable Object>> byId(String table) {
        return SampleDb.byKey(database.rows(table), "id");
    }

    private static String run(String table) {
        return table + ", -Dkills=" + KILLS + " -Dseed=" + SEED;
    }

    private static List<List<Object>> beers(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .<List<Object>>mapToObj(id -> List.of(id, "beer no. " + id))
                .toList();
    }

    /** Five at a time are of the same second. */
    private List<List<Object>> events(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .<List<Object>>mapToObj(id -> List.of(id, Taproom.time(seconds + (id - first) / 5), "event no. " + id))
                .toList();
    }
}
