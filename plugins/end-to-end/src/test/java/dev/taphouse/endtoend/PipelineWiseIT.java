package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines that PipelineWise builds for a tap, with its shell around them. */
final class PipelineWiseIT {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SampleDb database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SqliteTap tap;

    @BeforeEach
    void makeDatabase() {
        database = Taproom.in(folder.resolve("taproom.db"));
        tap = new SqliteTap(Distribution.shared(), folder, database);
        Distribution.shared().host("list").run().succeeded();
    }

    @Test
    void everyDiscoveredStreamHasMetadataOfItsOwn() {
        JsonNode catalog = Json.parse(discover().stdout());

        assertThat(catalog.path("streams")).hasSize(6).allSatisfy(stream -> {
            assertThat(stream.path("tap_stream_id").isTextual()).isTrue();
            assertThat(stream.path("metadata"))
                    .filteredOn(entry -> entry.path("breadcrumb").isEmpty())
                    .hasSize(1);
        });
    }

    @Test
    void aTargetLoadsWhatIsSelectedAndThenWhatIsNew() throws IOException {
        Target target = Target.in(folder);
        Path properties = properties();
        Path state = folder.resolve("state.json");
        String load = System.getenv("TAPHOUSE_TARGET_JSONL") + " --config " + folder.resolve("target.json");

        // the state file is not there at first, and is named in the command line only when it is
        Result first = shell(tapCommand(properties, "") + " | " + load).succeeded();
        assertThat(target.rows("orders")).containsExactlyInAnyOrderElementsOf(database.rows("orders"));
        assertThat(target.rows("lines")).containsExactlyInAnyOrderElementsOf(database.rows("lines"));
        assertThat(target.rows("notes")).isEmpty();
        assertThat(first.stderr()).doesNotContainPattern("CRITICAL|EXCEPTION|ERROR|\\.[Ee]xception|\\.[Ee]rror");

        List<String> states = first.lines();
        Files.writeString(state, states.get(states.size() - 1));
        database.insert("orders", Taproom.orders(6001, 6010));
        shell(tapCommand(properties, " --state " + state) + " | " + load).succeeded();
        assertThat(target.rows("orders")).hasSize(6000 + 1 + 10);
        assertThat(SampleDb.byKey(target.rows("orders"), "id"))
                .isEqualTo(SampleDb.byKey(database.rows("orders"), "id"));
    }

    @Test
    void aTapThatFailsFailsThePipe() throws IOException {
        Path properties = properties();
        Files.delete(database.file());

        Result result = shell(tapCommand(properties, "") + " | cat");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).startsWith("CRITICAL sqlite: option 'database': the file ");
    }

    private Result discover() {
        return shell(program() + " --config " + tap.config() + " --discover").succeeded();
    }

    /** The catalog with a selection and methods, as PipelineWise keeps it. */
    private Path properties() {
        CatalogFile catalog =
                new CatalogFile(folder.resolve("properties.json"), discover().stdout());
        catalog.only("orders", "lines").incremental("orders", "ordered_at");
        ObjectNode lines = catalog.root("lines");
        lines.put("replication-method", "FULL_TABLE");
        return catalog.write();
    }

    private String tapCommand(Path properties, String state) {
        return program() + " --config " + tap.config() + " --properties " + properties + state;
    }

    private static Path program() {
        return Distribution.shared().home().resolve("bin/tap-sqlite");
    }

    private static Result shell(String command) {
        return Cli.of(Path.of("/bin/bash"), "-o", "pipefail", "-c", command).run();
    }
}
