package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meltano runs the launcher with its select rules, its metadata and its state. */
final class MeltanoIT {
    private static final String REST = """
              loaders:
              - name: target-jsonl
                namespace: target_jsonl
                executable: %s
                config: {destination_path: "%s", do_timestamp_file: false}
            default_environment: dev
            project_id: taphouse-test
            send_anonymous_usage_stats: false
            environments:
            - name: dev
              config:
                plugins:
                  extractors:
                  - name: tap-sqlite
                    config: {database: "%s"}
                    select: ['*.*', '!notes.*', '!heavy.*', '!everything.photo']
                    metadata:
                      orders: {replication-method: INCREMENTAL, replication-key: ordered_at}
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Target target;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SampleDb database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private MeltanoProject meltano;

    @BeforeEach
    void makeProject() {
        target = Target.in(folder);
        database = new SampleDb(folder.resolve("taproom.db"));
        String entry = Distribution.shared()
                .host("about", "sqlite", "--format", "meltano")
                .run()
                .succeeded()
                .stdout();
        meltano = MeltanoProject.in(
                folder, entry, REST.formatted(System.getenv("TAPHOUSE_TARGET_JSONL"), folder, database.file()));
    }

    @Test
    void aRunLoadsWhatIsSelectedAndTheNextOneWhatIsNew() {
        Taproom.in(database.file());

        Result first = meltano.run("run", "tap-sqlite", "target-jsonl").succeeded();

        for (String stream : List.of("lines", "orders", "quiet")) {
            assertThat(target.rows(stream)).as(stream).containsExactlyInAnyOrderElementsOf(database.rows(stream));
        }
        List<Map<String, @Nullable Object>> everything = database.rows("everything");
        everything.forEach(row -> row.remove("photo"));
        assertThat(target.rows("everything")).containsExactlyInAnyOrderElementsOf(everything);
        assertThat(target.rows("notes")).isEmpty();
        assertThat(target.rows("heavy")).isEmpty();
        assertThat(first.stderr())
                .containsPattern("\\[info +\\] tap-sqlite +orders: complete, 6000 rows in ")
                .doesNotContain("\"level\":", "[error");
        assertBookmark(6000);

        database.insert("orders", Taproom.orders(6001, 6500));
        meltano.run("run", "tap-sqlite", "target-jsonl").succeeded();

        // the last order comes again: another one of its second may have been added
        List<Map<String, @Nullable Object>> orders = target.rows("orders");
        assertThat(orders).hasSize(6000 + 1 + 500);
        assertThat(orders.subList(0, 6000)).contains(orders.get(6000));
        assertThat(SampleDb.byKey(orders, "id")).isEqualTo(SampleDb.byKey(database.rows("orders"), "id"));
        assertBookmark(6500);
    }

    @Test
    void theConfigIsTested() {
        Taproom.in(database.file());

        Result test = meltano.run("config", "test", "tap-sqlite").succeeded();

        assertThat(test.stdout()).isEqualTo("Plugin configuration is valid\n");
    }

    @Test
    void aConfigThatIsWrongIsToldByOurLine() {
        Result test = meltano.run("config", "test", "tap-sqlite");

        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(test.stderr())
                .contains("Plugin configuration is invalid")
                .contains("sqlite: option 'database': the file " + database.file() + " does not exist.");
    }

    private void assertBookmark(int lastOrder) {
        Result state =
                meltano.run("state", "get", "dev:tap-sqlite-to-target-jsonl").succeeded();
        JsonNode bookmark = Json.parse(state.stdout()).at("/singer_state/bookmarks/orders");
        assertThat(bookmark.path("last_replication_method").asText()).isEqualTo("INCREMENTAL");
        assertThat(bookmark.path("replication_key").asText()).isEqualTo("ordered_at");
        assertThat(bookmark.path("replication_key_value").asText())
                .isEqualTo(Taproom.time(lastOrder / 3).replace(' ', 'T') + "Z");
        assertThat(bookmark.at("/key/id").asInt()).isEqualTo(lastOrder);
    }
}
