package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are far too large, or made to hurt: one line says so, and what is only large works. */
@Timeout(300)
final class HostileInputIT {
    private static final int STREAMS = 100_000;
    private static final String SMALL_HEAP = "-Xmx64m";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SampleDb database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SqliteTap tap;

    @BeforeEach
    void makeDatabase() {
        database = new SampleDb(folder.resolve("small.db"))
                .run("CREATE TABLE orders (id INTEGER PRIMARY KEY)")
                .insert("orders", List.of(List.of(1), List.of(2)));
        tap = new SqliteTap(Distribution.shared(), folder, database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "catalog", "state"})
    void aGigabyteIsRefusedUnread(String what) throws IOException {
        Path file = folder.resolve("huge.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }

        Result result = tap.run("--" + what, file.toString())
                .env("TAPHOUSE_JAVA_OPTS", SMALL_HEAP)
                .run();

        assertRefused(result, what + " file '" + file + "' is larger than 256 MiB; check that it is the right file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "catalog", "state"})
    void aHundredThousandBracketsAreRefusedWhereTheyAreTooMany(String what) throws IOException {
        Path file = Files.writeString(folder.resolve("deep.json"), "{\"a\":\n" + "[".repeat(100_000));

        assertRefused(
                tap.run("--" + what, file.toString()).run(),
                what + " file '" + file + "' is not JSON at line 2, column 1001: its brackets are nested too deeply;"
                        + " correct it there");
    }

    @Test
    void whatDoesNotFitTheMemoryIsOneLine() throws IOException {
        Path file = catalog(true);

        Result result = tap.run("--catalog", file.toString())
                .env("TAPHOUSE_JAVA_OPTS", SMALL_HEAP)
                .run();

        assertThat(result.stderr())
                .matches(
                        "CRITICAL catalog file '.*' needs more memory than the \\d+ MiB that Java may use here; check that"
                                + " it is the right one, or set TAPHOUSE_JAVA_OPTS=-Xmx with more\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEmpty();
    }

    @Test
    void aHundredThousandStreamsOfACatalogAreLookedAtAndTheOneThatIsWantedIsRead() throws IOException {
        Result result = tap.run("--catalog", catalog(false).toString()).run().succeeded();

        assertThat(result.messages().rows("orders")).hasSize(2);
    }

    @Test
    void aHundredThousandSelectedStreamsThatAreGoneFailOneByOne() throws IOException {
        Result result = tap.run("--catalog", catalog(true).toString()).run();

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.messages().rows("orders")).hasSize(2);
        assertThat(result.stderr())
                .contains("ERROR stream 's99999': the catalog selects it, but the source does not have it.")
                .contains("INFO 1 of 100001 streams complete, 2 rows, ");
    }

    @Test
    void aStateOfVeryManyStreamsIsPassedOn() throws IOException {
        Path state = list(
                "state.json",
                "{\"bookmarks\":{\"orders\":{}",
                i -> ",\"s" + i + "\":{\"replication_key\":\"id\",\"replication_key_value\":" + i + ",\"mine\":\""
                        + "x".repeat(60) + "\"}",
                "}}");

        Result result = tap.run("--state", state.toString()).run().succeeded();

        assertThat(result.messages().rows("orders")).hasSize(2);
        assertThat(result.messages().lastState().path("bookmarks")).hasSize(STREAMS + 1);
    }

    @Test
    void aConfigOfVeryManyUnknownKeysIsToldInFewLines() throws IOException {
        Path config = list(
                "many.json",
                "{\"database\":\"" + database.file() + "\"",
                i -> ",\"key" + i + "\":\"" + "x".repeat(60) + "\"",
                "}");

        Result result = Distribution.shared()
                .host("run", "sqlite", "--config", config.toString())
                .run()
                .succeeded();

        assertThat(result.stderr().lines().filter(line -> line.startsWith("WARNING sqlite: option 'key")))
                .hasSize(20);
        assertThat(result.stderr())
                .contains(
                        "WARNING sqlite: 99980 more options are unknown; check that it is the config of this plugin\n");
    }

    private static void assertRefused(Result result, String line) {
        assertThat(result.stderr()).isEqualTo("CRITICAL " + line + "\n");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout()).isEmpty();
    }

    private Path catalog(boolean selected) throws IOException {
        String schema = "\"schema\":{\"type\":\"object\",\"properties\":{\"id\":{\"type\":[\"integer\"]}}},"
                + "\"metadata\":[{\"breadcrumb\":[],\"metadata\":{\"selected\":";
        return list(
                "catalog.json",
                "{\"streams\":[{\"tap_stream_id\":\"orders\"," + schema + "true}}]}",
                i -> ",{\"tap_stream_id\":\"s" + i + "\"," + schema + selected + "}}]}",
                "]}");
    }

    private Path list(String name, String start, IntFunction<String> entry, String end) throws IOException {
        Path file = folder.resolve(name);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(start);
            for (int i = 0; i < STREAMS; i++) {
                out.write(entry.apply(i));
            }
            out.write(end);
        }
        return file;
    }
}
