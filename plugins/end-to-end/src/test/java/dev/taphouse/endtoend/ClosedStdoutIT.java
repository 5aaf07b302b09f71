package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stdout that cannot be written ends the run at once, with exit code 7 and one clear line. */
final class ClosedStdoutIT {
    private static final Path FULL = Path.of("/dev/full");
    private static final int ROWS = 200_000;

    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SampleDb database;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDatabase() {
        database = new SampleDb(shared.resolve("many.db"))
                .run("CREATE TABLE many (id INTEGER PRIMARY KEY, text TEXT)")
                .insert(
                        "many",
                        IntStream.rangeClosed(1, ROWS)
                                .mapToObj(id -> List.of(id, "row no. " + id))
                                .toList());
    }

    private SqliteTap tap() {
        return new SqliteTap(Distribution.shared(), folder, database);
    }

    static boolean hasFullDevice() {
        return Files.exists(FULL);
    }

    @Test
    void aReaderThatGoesAway() {
        Running run = tap().run().start();
        for (int i = 0; i < 100; i++) {
            assertThat(run.readLine()).isPresent();
        }
        run.stopReading();
        Result result = run.end();

        check(result);
        assertThat(result.stderr()).contains("Broken pipe").containsPattern("INFO many: partial, \\d{1,5} rows in ");
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDisk() {
        Result result = tap().run().runInto(FULL);

        check(result);
        assertThat(result.stderr()).contains("No space left on device");
    }

    private static void check(Result result) {
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(7);
        assertThat(result.stderr()).doesNotContain("\tat ");
        assertThat(result.stderr().lines().filter(line -> !line.startsWith("INFO ")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("CRITICAL stdout cannot be written any more (")
                        .endsWith("Run again from the last STATE that the target printed"));
    }

    @ParameterizedTest
    @EnabledIf("hasFullDevice")
    @ValueSource(strings = {"list", "version", "about sqlite", "about sqlite --format json"})
    void aListThatCannotBePrinted(String command) {
        Result result = Distribution.shared().host(command.split(" ")).runInto(FULL);

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.stderr())
                .startsWith("CRITICAL stdout cannot be written")
                .hasLineCount(1);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aCatalogThatCannotBePrinted() {
        Result result = tap().run("--discover").runInto(FULL);

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.stderr()).isEqualTo("CRITICAL stdout cannot be written (No space left on device)\n");
    }
}
