package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The packaged api plugin reads real servers while others write to them; what came is compared record by record. */
final class ApiServersIT {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Distribution distribution;

    @BeforeEach
    void unpack() {
        distribution = Distribution.unpackedIn(folder).drop(Built.api()).drop(Built.sqlite());
    }

    private Tap tap(String config) {
        JsonNode json = Json.parse(config);
        Map<String, Object> values = new HashMap<>();
        json.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return new Tap(distribution, "api", folder, values);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "TAPHOUSE_DATASETTE", matches = ".+")
    void datasetteGivesWhatTheSqlitePluginReadsInTheSameFile() throws Exception {
        Path file = folder.resolve("shop.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            seed(db);
            try (ApiServer server = ApiServer.datasette(file)) {
                Tap tap = tap(datasette(server.url()));
                tap.run("--test-connection").run().succeeded();
                CatalogFile catalog = tap.discover();
                Received received = new Received();
                try (BackgroundWriter writer = new BackgroundWriter(random -> change(db, random)).busy()) {
                    takeAll(received, tap.sync(catalog));
                    takeAll(received, tap.sync(catalog, received.state()));
                }
                Thread.sleep(2100); // the bookmark goes by the server's whole seconds
                takeAll(received, tap.sync(catalog, received.state()));

                Tap other = new Tap(distribution, "sqlite", folder, Map.of("database", file.toString()));
                CatalogFile tables = other.discover().only("items");
                Received expected = new Received();
                takeAll(expected, other.sync(tables));

                Map<Object, Map<String, @Nullable Object>> rows = new HashMap<>(received.rows("items"));
                rows.keySet().retainAll(expected.rows("items").keySet()); // deletes are not to be seen by a filter
                assertThat(rows).isEqualTo(expected.rows("items")).hasSizeGreaterThan(900);
            }
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "TAPHOUSE_KINTO", matches = ".+")
    void kintoGivesChangesAndTombstones() throws Exception {
        String records = "/v1/buckets/default/collections/items/records";
        try (ApiServer server = ApiServer.kinto(folder)) {
            for (int n = 0; n < 300; n++) {
                server.call("PUT", records + "/r" + n, "{\"data\":{\"n\":" + n + "}}");
            }
            Tap tap = tap(kinto(server.url()));
            CatalogFile catalog = tap.discover();
            Received received = new Received();
            Set<String> deleted = new TreeSet<>();
            try (BackgroundWriter writer =
                    new BackgroundWriter(random -> change(server, records, random, deleted)).busy()) {
                takeAll(received, tap.sync(catalog));
                takeAll(received, tap.sync(catalog, received.state()));
            }
            takeAll(received, tap.sync(catalog, received.state()));

            Map<Object, Object> now = new TreeMap<>();
            for (JsonNode record : Json.parse(server.get(records)).path("data")) {
                now.put(record.path("id").asText(), plain(record.path("n").decimalValue()));
            }
            Map<Object, Object> came = new TreeMap<>();
            received.rows("items").forEach((id, row) -> {
                if (row.get("_sdc_deleted_at") == null) {
                    came.put(id, plain((BigDecimal) Objects.requireNonNull(row.get("n"))));
                } else {
                    assertThat(deleted).contains(id.toString());
                }
            });
            assertThat(came).isEqualTo(now);
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "TAPHOUSE_JSON_SERVER", matches = ".+")
    void jsonServerGivesParentsAndChildrenWhileRowsAreDeleted() throws Exception {
        Map<String, List<Map<String, Object>>> content = Map.of("items", items(), "comments", comments());
        try (ApiServer server = ApiServer.jsonServer(folder, Json.text(content))) {
            Tap tap = tap(jsonServer(server.url()));
            CatalogFile catalog = tap.discover();
            assertThat(catalog.streams()).containsExactly("items", "comments");
            Received received = new Received();
            Set<Integer> deleted = new TreeSet<>();
            try (BackgroundWriter writer = new BackgroundWriter(random -> {
                        int id = 1 + random.nextInt(400);
                        if (deleted.add(id)) {
                            server.call("DELETE", "/items/" + id, "");
                        }
                        server.call("POST", "/items", "{\"name\": \"new\"}");
                    })
                    .busy()) {
                takeAll(received, tap.sync(catalog));
            }
            Set<Integer> throughout = items().stream()
                    .map(item -> (Integer) item.get("id"))
                    .filter(id -> !deleted.contains(id))
                    .collect(Collectors.toCollection(TreeSet::new));
            Map<Object, Map<String, @Nullable Object>> comments = received.rows("comments");
            assertThat(ids(received, "items")).containsAll(throughout);
            assertThat(ids(received, "comments"))
                    .containsAll(throughout.stream().map(id -> id * 10).toList());
            comments.forEach((id, row) -> assertThat(row.get("item_id")).isEqualTo(row.get("itemId")));
        }
    }

    private static Set<Integer> ids(Received received, String stream) {
        return received.rows(stream).keySet().stream()
                .map(id -> new BigDecimal(id.toString()).intValueExact())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The number whatever zeros it was written with. */
    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static void takeAll(Received received, Cli run) {
        run.run().succeeded().stdout().lines().forEach(received::take);
    }

    private static String datasette(String url) {
        return """
                {"base_url": "%s/shop/",
                 "defaults": {"records_path": "rows[*]", "primary_key": ["id"],
                   "params": {"_shape": "objects", "_sort": "updated_at"},
                   "paginator": {"type": "next_url", "next_url_path": "next_url", "page_size_param": "_size", "page_size": 100}},
                 "streams": {"items": {"path": "items.json", "replication_key": "updated_at",
                   "incremental": {"start_param": "updated_at__gte", "order": "ascending", "lag": "PT1S"}}}}
                """.formatted(url);
    }

    private static String kinto(String url) {
        return """
                {"base_url": "%s/v1/buckets/default/collections/", "username": "tap", "password": "secret",
                 "authentication": {"type": "basic", "username": "{config.username}", "password": "{config.password}"},
                 "streams": {"items": {"path": "items/records", "records_path": "data[*]", "primary_key": ["id"],
                   "params": {"_sort": "last_modified"}, "replication_key": "last_modified",
                   "incremental": {"start_param": "_since", "format": "epoch_ms", "order": "ascending", "lag": "PT1S"},
                   "deleted": {"path": "deleted", "equals": "true"},
                   "paginator": {"type": "header", "header": "Next-Page", "page_size_param": "_limit", "page_size": 50}}}}
                """.formatted(url);
    }

    private static String jsonServer(String url) {
        return """
                {"base_url": "%s",
                 "defaults": {"primary_key": ["id"]},
                 "streams": {
                   "items": {"path": "items", "params": {"_sort": "id", "_order": "asc"},
                     "paginator": {"type": "page", "page_param": "_page", "page_size_param": "_limit", "page_size": 50,
                       "total_header": "X-Total-Count"}},
                   "comments": {"path": "items/{parent.id}/comments", "parent": {"stream": "items", "include": {"item_id": "id"}}}}}
                """.formatted(url);
    }

    private static List<Map<String, Object>> items() {
        return IntStream.rangeClosed(1, 400)
                .<Map<String, Object>>mapToObj(id -> Map.of("id", id, "name", "item " + id))
                .toList();
    }

    private static List<Map<String, Object>> comments() {
        return IntStream.rangeClosed(1, 400)
                .<Map<String, Object>>mapToObj(id -> Map.of("id", id * 10, "itemId", id, "text", "of " + id))
                .toList();
    }

    private static void seed(Connection db) throws SQLException {
        try (Statement statement = db.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, price NUMERIC, updated_at TEXT)");
            statement.execute("CREATE INDEX by_time ON items (updated_at, id)");
        }
        for (int id = 1; id <= 1000; id++) {
            update(db, "INSERT INTO items (name, price, updated_at, id) VALUES (?, ?, ?, ?)", id, "item");
        }
    }

    private static void change(Connection db, Random random) throws SQLException {
        int id = 1 + random.nextInt(1000);
        switch (random.nextInt(5)) {
            case 0 ->
                update(
                        db,
                        "INSERT INTO items (name, price, updated_at, id) VALUES (?, ?, ?, ? + abs(random()))",
                        id,
                        "new");
            case 1 -> {
                try (PreparedStatement statement = db.prepareStatement("DELETE FROM items WHERE id = ?")) {
                    statement.setInt(1, 900 + id % 100);
                    statement.execute();
                }
            }
            default -> update(db, "UPDATE items SET name = ?, price = ?, updated_at = ? WHERE id = ?", id, "changed");
        }
    }

    private static void update(Connection db, String sql, int id, String name) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            statement.setString(1, name + " " + id);
            statement.setDouble(2, id / 4.0);
            statement.setString(3, Instant.now().toString().replaceFirst("(\\.\\d+)?Z$", "Z"));
            statement.setInt(4, id);
            statement.execute();
        }
    }

    private static void change(ApiServer server, String records, Random random, Set<String> deleted) {
        String id = "r" + random.nextInt(300);
        if (random.nextInt(4) == 0 && deleted.add(id)) {
            server.call("DELETE", records + "/" + id, "");
        } else {
            deleted.remove(id);
            server.call("PUT", records + "/" + id, "{\"data\":{\"n\":" + random.nextInt(10_000) + "}}");
        }
    }
}
