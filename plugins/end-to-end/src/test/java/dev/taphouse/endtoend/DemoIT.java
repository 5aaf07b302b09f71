package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's messages are valid and whole, and it is the same each time. */
final class DemoIT {
    private static final Map<String, Integer> ROWS =
            Map.of("beers", 60, "breweries", 10, "customers", 800, "favourites", 60, "pours", 50_000, "ratings", 4_000);

    @TempDir
    Path folder;

    @Test
    void stdoutCarriesOnlyMessages() throws IOException {
        Path demo = folder.resolve("demo");
        Result first = Demo.in(demo).run().succeeded();
        byte[] database = Files.readAllBytes(demo.resolve("taproom.db"));
        Result second = Demo.in(demo).run().succeeded();

        Messages messages = first.messages();
        ROWS.forEach(
                (stream, rows) -> assertThat(messages.rows(stream)).as(stream).hasSize(rows));
        SampleDb source = new SampleDb(demo.resolve("taproom.db"));
        for (String table : List.of("beers", "customers", "pours", "ratings")) {
            assertThat(messages.rows(table)).as(table).containsExactlyInAnyOrderElementsOf(source.rows(table));
        }
        assertThat(second.lines()).hasSameSizeAs(first.lines());
        assertThat(demo.resolve("taproom.db")).hasBinaryContent(database);
        assertThat(first.stderr().lines().toList())
                .anyMatch(line -> line.startsWith("INFO pours: complete, 50000 rows in "))
                .endsWith(
                        "demo: it is all in " + demo.toRealPath()
                                + "; there, see the streams with: bin/host run sqlite --config config.json --discover",
                        "demo: make every later start faster with: bin/host archive run sqlite --config config.json",
                        "demo: and sync into a file with: bin/tap-sqlite --config config.json > messages.jsonl");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "precious");

        Result refused = Demo.in(folder).run();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stdout()).isEmpty();
        assertThat(refused.stderr())
                .isEqualTo("demo: " + folder + " is not empty and no demo's: name another folder\n");
        assertThat(mine).hasContent("precious");
    }
}
