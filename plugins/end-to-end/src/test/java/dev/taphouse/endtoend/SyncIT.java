package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database is listed, discovered and synced; every value is compared with the database. */
final class SyncIT {
    private static final List<String> STREAMS = List.of("everything", "heavy", "lines", "notes", "orders", "quiet");

    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SampleDb database;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDatabase() {
        database = Taproom.in(shared.resolve("taproom.db"));
    }

    private SqliteTap tap() {
        return new SqliteTap(Distribution.shared(), folder, database);
    }

    @Test
    void listShowsTheDroppedZip() {
        Result list = Distribution.shared().host("list").run().succeeded();

        assertThat(list.lines())
                .containsExactly("sqlite  " + Built.value("taphouse.version")
                        + "  Copies tables and views of an SQLite database file.");
    }

    @Test
    void theSecondNameOfTheHostDoesTheSame() {
        Result list = Distribution.shared().program("taphouse", "list").run().succeeded();

        assertThat(list.stdout())
                .isEqualTo(Distribution.shared().host("list").run().stdout());
    }

    @Test
    void aboutTellsTheOptions() {
        Result text = Distribution.shared().host("about", "sqlite").run().succeeded();
        Result json = Distribution.shared()
                .host("about", "sqlite", "--format", "json")
                .run()
                .succeeded();

        assertThat(text.stdout()).contains("  database  Path of the database file (a text, required)");
        assertThat(Json.parse(json.stdout()).at("/settings/required").toString())
                .isEqualTo("[\"database\"]");
    }

    @Test
    void theConnectionIsTested() {
        Result test = tap().run("--test-connection").run().succeeded();

        assertThat(test.stdout()).isEmpty();
        assertThat(test.stderr()).isEqualTo("INFO sqlite: the connection works\n");
    }

    @Test
    void aDiscoveredCatalogHandedBackSyncsEverything() {
        CatalogFile catalog = tap().discover();

        Messages messages = tap().sync(catalog).run().succeeded().messages();

        assertThat(catalog.streams()).containsExactlyElementsOf(STREAMS);
        assertThat(messages.streams()).containsExactlyElementsOf(STREAMS);
        for (String stream : STREAMS) {
            assertThat(messages.rows(stream)).as(stream).containsExactlyInAnyOrderElementsOf(database.rows(stream));
        }
    }

    @Test
    void theCatalogIsTheSameEachTime() {
        assertThat(tap().run("--discover").run().stdout())
                .isEqualTo(tap().run("--discover").run().stdout());
    }

    @Test
    void withoutACatalogEverythingIsRead() {
        Messages with = tap().sync(tap().discover()).run().succeeded().messages();
        Messages without = tap().run().run().succeeded().messages();

        assertThat(withoutTime(without)).isEqualTo(withoutTime(with));
    }

    @Test
    void theTapLauncherWritesTheSameBytes() {
        Distribution.shared().host("list").run().succeeded();
        String[] arguments = {
            "--config",
            tap().config().toString(),
            "--catalog",
            tap().discover().write().toString()
        };

        Result tap =
                Distribution.shared().program("tap-sqlite", arguments).run().succeeded();
        Result host = tap().run("--catalog", arguments[3]).run().succeeded();

        assertThat(withoutTime(tap.stdout())).isEqualTo(withoutTime(host.stdout()));
    }

    @Test
    void deselectedStreamsAndFieldsStayAway() {
        CatalogFile catalog = tap().discover()
                .deselect("notes")
                .deselect("heavy")
                .deselect("everything", "photo")
                .deselect("everything", "id");

        Messages messages = tap().sync(catalog).run().succeeded().messages();

        assertThat(messages.streams()).containsExactly("everything", "lines", "orders", "quiet");
        assertThat(messages.rows("notes")).isEmpty();
        List<Map<String, @Nullable Object>> expected = database.rows("everything");
        expected.forEach(row -> row.remove("photo"));
        // the key is there whatever is selected
        assertThat(messages.rows("everything")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(messages.schema("everything").at("/schema/properties").has("photo"))
                .isFalse();
    }

    @Test
    void nothingSelectedIsSaidAndEndsWithAState() {
        Result result = tap().sync(tap().discover().only(), state("{\"bookmarks\":{\"orders\":{\"x\":1}}}"))
                .run()
                .succeeded();

        assertThat(result.messages().streams()).isEmpty();
        assertThat(result.messages().lastState().at("/bookmarks/orders/x").asInt())
                .isEqualTo(1);
        assertThat(result.stderr()).contains("no stream is selected, so nothing is read");
    }

    @Test
    void aStateStandsBeforeTheFirstRecordAndIsTheLastLine() {
        Messages messages = tap().sync(tap().discover(), "--state-rows", "100")
                .run()
                .succeeded()
                .messages();

        int firstRecord = 0;
        while (!Messages.isRecord(messages.all().get(firstRecord))) {
            firstRecord++;
        }
        assertThat(messages.statePlaces().get(0)).isLessThan(firstRecord);
        assertThat(messages.statePlaces()).contains(messages.size() - 1);
        assertThat(messages.statePlaces()).hasSizeGreaterThan(3);
    }

    @Test
    void eachStateCoversTheRowsAboveItButThoseAsOldAsItsBookmarkComeAgain() {
        for (boolean incremental : List.of(true, false)) {
            CatalogFile catalog = tap().discover().only("orders");
            catalog = incremental ? catalog.incremental("orders", "ordered_at") : catalog;
            Messages messages =
                    tap().sync(catalog, "--state-rows", "100").run().succeeded().messages();
            assertThat(messages.rows("orders")).containsExactlyInAnyOrderElementsOf(database.rows("orders"));
            List<Integer> places = messages.statePlaces();

            for (int place : everyNth(places.subList(0, places.size() - 1), 3)) {
                JsonNode state = messages.stateAt(place);
                List<Map<String, @Nullable Object>> rest =
                        tap().sync(catalog, state).run().succeeded().messages().rows("orders");
                List<Map<String, @Nullable Object>> below =
                        messages.after(place).rows("orders");

                int again = rest.size() - below.size();
                assertThat(rest.subList(again, rest.size()))
                        .as("from STATE %s", state)
                        .isEqualTo(below);
                String bookmark =
                        state.at("/bookmarks/orders/replication_key_value").asText();
                assertThat(rest.subList(0, again)).allMatch(row -> bookmark.equals(row.get("ordered_at")));
                assertThat(again > 0).isEqualTo(!bookmark.isEmpty());
            }
        }
    }

    @Test
    void anIncrementalRunGoesOnWhereTheLastOneEnded() {
        SampleDb own = Taproom.in(folder.resolve("own.db"));
        SqliteTap tap = new SqliteTap(Distribution.shared(), folder, own);
        CatalogFile catalog = tap.discover().only("orders").incremental("orders", "ordered_at");
        JsonNode first = tap.sync(catalog).run().succeeded().messages().lastState();

        Messages nothingNew = tap.sync(catalog, first).run().succeeded().messages();
        own.insert("orders", Taproom.orders(6001, 6010))
                .insert("orders", List.of(List.of(-1, Taproom.time(6000 / 3), "as old as the bookmark", 1)));
        Messages more =
                tap.sync(catalog, nothingNew.lastState()).run().succeeded().messages();

        // the last order is read again: another one of its second may have been added
        assertThat(ids(nothingNew)).containsExactly(6000);
        assertThat(nothingNew.lastState()).isEqualTo(first);
        assertThat(ids(more)).containsExactly(-1, 6000, 6001, 6002, 6003, 6004, 6005, 6006, 6007, 6008, 6009, 6010);
    }

    @Test
    void whatAStateHoldsOfOthersIsKept() {
        ObjectNode state = state("""
                {"bookmarks": {"gone": {"replication_key": "x", "replication_key_value": 7}, "notes": {"mine": [1]}},
                 "somebody": {"else": true}}""");

        JsonNode last = tap().sync(tap().discover().only("orders"), state)
                .run()
                .succeeded()
                .messages()
                .lastState();

        assertThat(last.at("/bookmarks/gone")).isEqualTo(state.at("/bookmarks/gone"));
        assertThat(last.at("/bookmarks/notes/mine")).isEqualTo(state.at("/bookmarks/notes/mine"));
        assertThat(last.path("somebody")).isEqualTo(state.path("somebody"));
    }

    @Test
    void schemasTellTheTypesAndTheKey() {
        JsonNode schema = tap().run().run().succeeded().messages().schema("everything");

        assertThat(schema.path("key_properties").toString()).isEqualTo("[\"id\"]");
        JsonNode properties = schema.at("/schema/properties");
        assertThat(properties.at("/id/type").toString()).isEqualTo("[\"integer\"]");
        assertThat(properties.at("/price/type").toString()).contains("number");
        assertThat(properties.at("/at/format").asText()).isEqualTo("date-time");
        assertThat(properties.at("/day/format").asText()).isEqualTo("date");
        assertThat(properties.at("/flag/type").toString()).contains("boolean");
    }

    @Test
    void aRunPrintsItsSummaryOnStderr() {
        Result result = tap().sync(tap().discover().only("orders")).run().succeeded();

        assertThat(result.stderr())
                .containsPattern("INFO orders: complete, 6000 rows in [0-9.]+ s\n")
                .containsPattern("INFO 1 of 1 streams complete, 6,000 rows, [0-9.]+ MB in [0-9.]+ s\n");
    }

    @Test
    void aPersonGetsATable() {
        Result result = tap().sync(tap().discover().only("orders"))
                .env("TAPHOUSE_TTY", "1")
                .env("NO_COLOR", "1")
                .run()
                .succeeded();

        assertThat(result.stderr())
                .containsPattern("stream +verdict +rows +size +time +rows/s\n")
                .containsPattern("orders +complete +6,000 ");
    }

    @Test
    void theHomeMayBeAnotherFolder() {
        Path home = folder.resolve("home");

        Result list = Distribution.shared()
                .host("list")
                .env("TAPHOUSE_HOME", home.toString())
                .run()
                .succeeded();

        assertThat(list.stdout()).isEmpty();
        assertThat(list.stderr())
                .isEqualTo(
                        "No plugin yet. Drop a zip into " + home.resolve("plugins") + ", or run: host install FILE\n");
    }

    @Test
    void installVerifyUninstall() {
        Distribution own = Distribution.unpackedIn(folder);

        Result installed = own.host("install", Built.sqlite().toString()).run().succeeded();
        Result verified = own.host("verify", "sqlite").run().succeeded();
        boolean launcher = own.home().resolve("bin/tap-sqlite").toFile().canExecute();
        Result uninstalled = own.host("uninstall", "sqlite").run().succeeded();
        Result list = own.host("list").run().succeeded();

        assertThat(installed.stderr())
                .isEqualTo("INFO installed sqlite " + Built.value("taphouse.version") + "; try: host about sqlite\n");
        assertThat(verified.stderr()).isEqualTo("INFO sqlite is intact\n");
        assertThat(launcher).isTrue();
        assertThat(uninstalled.stderr()).isEqualTo("INFO uninstalled sqlite\n");
        assertThat(list.stdout()).isEmpty();
        assertThat(own.home().resolve("bin/tap-sqlite")).doesNotExist();
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Result version = Distribution.shared().host("version").run().succeeded();

        assertThat(version.stdout()).startsWith("taphouse " + Built.value("taphouse.version") + " (plugin-api ");
    }

    private static List<Integer> ids(Messages messages) {
        return messages.all().stream()
                .filter(Messages::isRecord)
                .map(message -> message.at("/record/id").asInt())
                .toList();
    }

    private static ObjectNode state(String json) {
        return (ObjectNode) Json.parse(json);
    }

    private static <T> List<T> everyNth(List<T> all, int count) {
        List<T> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            some.add(all.get(i * (all.size() - 1) / (count - 1)));
        }
        return some;
    }

    /** The messages without the time at which each was made. */
    private static List<JsonNode> withoutTime(Messages messages) {
        List<JsonNode> same = new ArrayList<>();
        for (JsonNode message : messages.all()) {
            same.add(((ObjectNode) message.deepCopy()).without("time_extracted"));
        }
        return same;
    }

    private static String withoutTime(String lines) {
        return lines.replaceAll("\"time_extracted\":\"[^\"]*\"", "");
    }
}
