package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A PostgreSQL database is tested, discovered and synced; every value is compared with the server's own text. */
final class PostgresqlSyncIT {
    private static final List<String> TABLES =
            List.of("everything", "heavy", "lines", "notes", "orders", "quiet", "totals");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PostgresDatabase database;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDatabase() {
        database = Brewery.in(PostgresServer.shared().newDatabase());
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    private PostgresqlTap tap() {
        return new PostgresqlTap(folder, database);
    }

    static Stream<Integer> majors() {
        return PostgresServer.MAJORS.stream();
    }

    @Test
    void listShowsTheDroppedZip() {
        Result list = Distribution.postgresql().host("list").run().succeeded();

        assertThat(list.lines())
                .containsExactly("postgresql  " + Built.value("taphouse.version")
                        + "  Copies tables and views of a PostgreSQL database.");
    }

    @Test
    void theConnectionIsTested() {
        PostgresqlTap reader = new PostgresqlTap(folder, database, database.config(database.reader("public")));

        Result test = reader.run("--test-connection").run().succeeded();

        assertThat(test.stdout()).isEmpty();
        assertThat(test.stderr()).isEqualTo("INFO postgresql: the connection works\n");
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aDiscoveredCatalogHandedBackSyncsEverythingForAUserWhoMayOnlyRead(int major) {
        try (PostgresDatabase own = Brewery.in(PostgresServer.shared(major).newDatabase())) {
            PostgresqlTap tap = new PostgresqlTap(folder, own, own.config(own.reader("public")));
            CatalogFile catalog = tap.discover();

            Result result = tap.sync(catalog).run().succeeded();

            Messages messages = result.messages();
            List<String> streams = TABLES.stream().map(PostgresqlSyncIT::stream).toList();
            assertThat(catalog.streams()).containsExactlyElementsOf(streams);
            assertThat(messages.streams()).containsExactlyInAnyOrderElementsOf(streams);
            for (String table : TABLES) {
                assertThat(messages.rows(stream(table))).as(table).containsExactlyInAnyOrderElementsOf(tap.rows(table));
            }
            assertThat(result.stderr()).doesNotContain("WARNING", "ERROR");
            // nothing stands in a run that is complete
            assertThat(messages.lastState().path("bookmarks").toString()).doesNotContain("pages\":{");
        }
    }

    @Test
    void theCatalogIsTheSameEachTime() {
        assertThat(tap().run("--discover").run().stdout())
                .isEqualTo(tap().run("--discover").run().stdout());
    }

    @Test
    void schemasTellTheTypesAndTheKey() {
        Messages messages = tap().run().run().succeeded().messages();

        JsonNode everything = messages.schema("public-everything");
        assertThat(everything.path("key_properties").toString()).isEqualTo("[\"id\"]");
        assertThat(messages.schema("public-lines").path("key_properties").toString())
                .isEqualTo("[\"order_id\",\"line\"]");
        assertThat(messages.schema("public-heavy").path("key_properties").toString())
                .isEqualTo("[]");
        JsonNode properties = everything.at("/schema/properties");
        assertThat(properties.at("/id/type").toString()).isEqualTo("[\"integer\"]");
        assertThat(properties.at("/price/type").toString()).contains("number");
        assertThat(properties.at("/at/format").asText()).isEqualTo("date-time");
        assertThat(properties.at("/day/format").asText()).isEqualTo("date");
        assertThat(properties.at("/flag/type").toString()).contains("boolean");
    }

    @Test
    void aStateStandsBeforeTheFirstRecordAndIsTheLastLine() {
        Messages messages = tap().sync(
                        tap().discover().incremental("public-orders", "ordered_at"), "--state-rows", "100")
                .run()
                .succeeded()
                .messages();

        int firstRecord = 0;
        while (!Messages.isRecord(messages.all().get(firstRecord))) {
            firstRecord++;
        }
        assertThat(messages.statePlaces().get(0)).isLessThan(firstRecord);
        assertThat(messages.statePlaces()).contains(messages.size() - 1);
        assertThat(messages.lastState()
                        .at("/bookmarks/public-orders/replication_key_value")
                        .asText())
                .isEqualTo("2026-01-01T00:33:20Z");
    }

    @Test
    void anIncrementalRunGoesOnWhereTheLastOneEnded() {
        try (PostgresDatabase own = Brewery.in(PostgresServer.shared().newDatabase())) {
            PostgresqlTap tap = new PostgresqlTap(folder, own);
            CatalogFile catalog = tap.discover().only("public-orders").incremental("public-orders", "ordered_at");
            JsonNode first = tap.sync(catalog).run().succeeded().messages().lastState();

            Messages nothingNew = tap.sync(catalog, first).run().succeeded().messages();
            own.execute(
                    Brewery.orders(6001, 6010),
                    "INSERT INTO orders SELECT -1, ordered_at, 'as old as the bookmark' FROM orders WHERE id = 6000");
            Messages more =
                    tap.sync(catalog, nothingNew.lastState()).run().succeeded().messages();

            // the last order is read again: another one of its second may have been added
            assertThat(ids(nothingNew)).containsExactly(6000);
            assertThat(cursor(nothingNew)).isEqualTo(first.at("/bookmarks/public-orders/replication_key_value"));
            assertThat(ids(more)).containsExactly(-1, 6000, 6001, 6002, 6003, 6004, 6005, 6006, 6007, 6008, 6009, 6010);
            assertThat(more.rows("public-orders")).isSubsetOf(tap.rows("orders"));
        }
    }

    @Test
    void aSampleIsShownOfEachStream() {
        Result sample = tap().run(
                        "--load-sample-data", "--sample-rows", "5", "--selected-streams", "public-orders,public-heavy")
                .run()
                .succeeded();

        List<JsonNode> samples = sample.lines().stream().map(Json::parse).toList();
        assertThat(samples)
                .extracting(each -> each.path("stream_id").asText())
                .containsExactlyInAnyOrder("public-orders", "public-heavy");
        assertThat(samples).allSatisfy(each -> {
            JsonNode data = Json.parse(each.path("sample_data").asText());
            assertThat(data.properties()).isNotEmpty();
            data.forEach(column -> assertThat(column).hasSize(5));
        });
    }

    @Test
    void recordsAreCounted() {
        Result count = tap().run("--count-records").run().succeeded();

        Map<String, Long> counts = new TreeMap<>();
        Json.parse(count.stdout())
                .forEach(each -> counts.put(
                        each.path("stream").asText(), each.path("count").asLong()));
        TABLES.forEach(table -> assertThat(counts)
                .containsEntry(stream(table), (long) tap().rows(table).size()));
    }

    @Test
    void lanesOfABigTableBringEveryRowOnceAndAStateOfTheirMiddleLosesNone() {
        try (PostgresDatabase own = PostgresServer.shared().newDatabase()) {
            own.execute(
                    "CREATE TABLE big (id int PRIMARY KEY, v text)",
                    "ALTER TABLE big ALTER v SET STORAGE PLAIN",
                    "INSERT INTO big SELECT i, repeat(md5(i::text), 60) FROM generate_series(1, 25_000) i");
            PostgresqlTap tap = new PostgresqlTap(folder, own);
            CatalogFile catalog = tap.discover();

            Result result = tap.sync(catalog, "--parallel", "3", "--state-rows", "100")
                    .run()
                    .succeeded();

            Messages messages = result.messages();
            assertThat(ids(messages))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 25_000).boxed().toList());
            List<Integer> laned = messages.statePlaces().stream()
                    .filter(place -> messages.stateAt(place)
                            .at("/bookmarks/public-big/lanes")
                            .isContainerNode())
                    .toList();
            assertThat(laned).as("STATEs of lanes").hasSizeGreaterThan(2);
            int middle = laned.get(laned.size() / 2);
            List<Map<String, @Nullable Object>> both =
                    new ArrayList<>(messages.first(middle).rows("public-big"));
            Messages rest = tap.sync(catalog, messages.stateAt(middle), "--parallel", "3")
                    .run()
                    .succeeded()
                    .messages();
            both.addAll(rest.rows("public-big"));
            assertThat(ids(rest)).hasSizeLessThan(25_000);
            assertThat(both).containsAll(tap.rows("big"));
        }
    }

    private static String stream(String table) {
        return "public-" + table;
    }

    private static JsonNode cursor(Messages messages) {
        return messages.lastState().at("/bookmarks/public-orders/replication_key_value");
    }

    private static List<Integer> ids(Messages messages) {
        return messages.all().stream()
                .filter(Messages::isRecord)
                .map(message -> message.at("/record/id").asInt())
                .toList();
    }
}
