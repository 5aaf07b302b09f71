package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines with which Mage runs a source do with the launcher what they do with Mage's own sources. */
final class MageCommandsIT {
    private static final String ORDERS = "[\"orders\"]";

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SampleDb database;

    @BeforeAll
    static void makeDatabase() {
        database = Taproom.in(folder.resolve("taproom.db"));
        Distribution.shared().host("list").run().succeeded();
    }

    private static String config() {
        return Json.text(Map.of("database", database.file().toString()));
    }

    private static Result mage(String... arguments) {
        return Distribution.shared().program("tap-sqlite", arguments).run();
    }

    /** The catalog with every stream and field selected, as Mage's editor leaves it. */
    private static JsonNode catalog() {
        JsonNode catalog = Json.parse(
                mage("--config_json", config(), "--discover").succeeded().stdout());
        catalog.path("streams")
                .forEach(stream -> stream.path("metadata")
                        .forEach(entry -> ((ObjectNode) entry.path("metadata")).put("selected", true)));
        return catalog;
    }

    @Test
    void testConnection() {
        Result works = mage("--config_json", config(), "--log_to_stdout", "1", "--test_connection")
                .succeeded();
        Result fails = mage(
                "--config_json",
                "{\"database\": \"/nowhere/taproom.db\"}",
                "--log_to_stdout",
                "1",
                "--test_connection");

        assertThat(logs(works)).extracting(log -> log.path("level").asText()).containsOnly("INFO");
        assertThat(fails.exitCode()).isEqualTo(3);
        JsonNode error = logs(fails).get(0);
        assertThat(error.path("level").asText()).isEqualTo("ERROR");
        assertThat(error.path("message").asText())
                .isEqualTo("sqlite: option 'database': the file /nowhere/taproom.db does not exist."
                        + " Set it to the path of an existing database file.");
    }

    @Test
    void discover() {
        Result all = mage("--config_json", config(), "--discover").succeeded();
        Result one = mage("--config_json", config(), "--discover", "--selected_streams_json", ORDERS)
                .succeeded();

        assertThat(streams(Json.parse(all.stdout())))
                .containsExactly("everything", "heavy", "lines", "notes", "orders", "quiet");
        assertThat(streams(Json.parse(one.stdout()))).containsExactly("orders");
    }

    @Test
    void discoverStreams() {
        Result streams = mage("--config_json", config(), "--discover", "--discover_streams")
                .succeeded();

        assertThat(streams.stdout())
                .startsWith(
                        "[{\"stream\": \"everything\", \"tap_stream_id\": \"everything\"}, {\"stream\": \"heavy\",");
        assertThat(Json.parse(streams.stdout())).hasSize(6);
    }

    @Test
    void loadSampleData() {
        Result sample = mage(
                        "--config_json",
                        config(),
                        "--load_sample_data",
                        "--log_to_stdout",
                        "1",
                        "--selected_streams_json",
                        ORDERS)
                .succeeded();

        List<JsonNode> lines = sample.lines().stream()
                .map(Json::parse)
                .filter(line -> !isLog(line))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).path("type").asText()).isEqualTo("SAMPLE_DATA");
        assertThat(lines.get(0).path("stream_id").asText()).isEqualTo("orders");
        JsonNode columns = Json.parse(lines.get(0).path("sample_data").asText());
        assertThat(columns.path("note").path("0").asText()).isEqualTo("order no. 1");
        assertThat(columns.path("id")).hasSize(100);
    }

    @Test
    void countRecords() {
        Result count = mage(
                        "--config_json",
                        config(),
                        "--catalog_json",
                        catalog().toString(),
                        "--count_records",
                        "--query_json",
                        "{}",
                        "--selected_streams_json",
                        ORDERS)
                .succeeded();

        assertThat(count.stdout()).startsWith("[{\"count\": 6000, \"id\": \"orders\", \"stream\": \"orders\"}]");
    }

    @Test
    void showTemplates() {
        Result templates = mage("--show_templates").succeeded();

        assertThat(Json.parse(templates.stdout()).path("config").has("database"))
                .isTrue();
    }

    @Test
    void syncOfABlock() throws IOException {
        Path settings = Json.write(folder.resolve("block.yaml"), Map.of("catalog", catalog()));
        Path state = Files.writeString(folder.resolve("no_state.json"), "{\"bookmarks\": {}}");

        Result sync = block(settings, state, Map.of("_execution_date", "2026-01-01T00:00:00"));

        assertThat(messages(sync).rows("orders")).containsExactlyInAnyOrderElementsOf(database.rows("orders"));
        assertThat(messages(sync).streams()).containsExactly("orders");
        assertThat(logs(sync)).extracting(log -> log.path("level").asText()).containsOnly("INFO");
        assertThat(sync.stderr()).isEmpty();
    }

    @Test
    void batchesOfAFullTableAreTheTable() throws IOException {
        Path settings = Json.write(folder.resolve("batch.yaml"), Map.of("catalog", catalog()));
        Path state = Files.writeString(folder.resolve("batch_state.json"), "{\"bookmarks\": {}}");

        List<Object> rows = new ArrayList<>();
        rows.addAll(messages(block(settings, state, Map.of("_offset", 0, "_limit", 2500)))
                .rows("orders"));
        rows.addAll(messages(block(settings, state, Map.of("_offset", 2500, "_limit", 2500)))
                .rows("orders"));
        rows.addAll(messages(block(settings, state, Map.of("_offset", 5000))).rows("orders"));

        assertThat(rows).containsExactlyInAnyOrderElementsOf(List.copyOf(database.rows("orders")));
    }

    @Test
    void anIncrementalBlockGoesOnFromTheStateOfMage() throws IOException {
        CatalogFile catalog =
                new CatalogFile(folder.resolve("incremental.json"), catalog().toString());
        Path settings = Json.write(
                folder.resolve("incremental.yaml"),
                Map.of(
                        "catalog",
                        Json.parse(Files.readString(
                                catalog.incremental("orders", "ordered_at").write()))));
        String bookmark = Taproom.time(1900).replace(' ', 'T') + "Z";
        Path state = Files.writeString(
                folder.resolve("mage_state.json"),
                "{\"bookmarks\": {\"orders\": {\"ordered_at\": \"" + Taproom.time(1900) + "\"}}}");

        Messages messages = messages(block(settings, state, Map.of()));

        assertThat(messages.rows("orders"))
                .containsExactlyInAnyOrderElementsOf(database.rows("orders").stream()
                        .filter(row -> String.valueOf(row.get("ordered_at")).compareTo(bookmark) >= 0)
                        .toList());
        assertThat(messages.lastState().at("/bookmarks/orders/key/id").asInt()).isEqualTo(6000);
    }

    /** How Mage's block runner syncs the one stream of a block. */
    private static Result block(Path settings, Path state, Map<String, ?> query) {
        return mage(
                        "--config_json",
                        config(),
                        "--log_to_stdout",
                        "1",
                        "--settings",
                        settings.toString(),
                        "--state",
                        state.toString(),
                        "--query_json",
                        Json.text(query),
                        "--selected_streams_json",
                        ORDERS)
                .succeeded();
    }

    private static Messages messages(Result result) {
        return Messages.of(
                result.lines().stream().filter(line -> !isLog(Json.parse(line))).toList());
    }

    private static List<JsonNode> logs(Result result) {
        return result.lines().stream()
                .map(Json::parse)
                .filter(MageCommandsIT::isLog)
                .toList();
    }

    private static boolean isLog(JsonNode line) {
        return line.path("type").asText().equals("LOG");
    }

    private static List<String> streams(JsonNode catalog) {
        List<String> streams = new ArrayList<>();
        catalog.path("streams")
                .forEach(stream -> streams.add(stream.path("tap_stream_id").asText()));
        return streams;
    }
}
