package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two plugins that bundle other versions of the same libraries run side by side, each on its own. */
final class TwoPluginsIT {
    private static final int NUMBERS = 50_000;

    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Distribution distribution;

    @TempDir
    Path folder;

    @BeforeAll
    static void dropBoth() throws IOException {
        String source = Files.readString(Resources.file("RivalSource.java.txt"));
        Path rival = PluginZip.of("rival")
                .libraries(Built.rivalLibraries())
                .source("rival.RivalSource", source, "rival.RivalSource")
                .write(shared);
        distribution = Distribution.unpackedIn(shared).drop(Built.sqlite()).drop(rival);
    }

    private SqliteTap sqlite() {
        SampleDb database = new SampleDb(folder.resolve("numbers.db"))
                .run(
                        "CREATE TABLE numbers (n INTEGER PRIMARY KEY)",
                        "CREATE VIEW engine AS SELECT sqlite_version() AS v")
                .insert(
                        "numbers",
                        IntStream.rangeClosed(1, NUMBERS).mapToObj(List::of).toList());
        return new SqliteTap(distribution, folder, database);
    }

    private static Cli rival() {
        return distribution.host("run", "rival");
    }

    @Test
    void bothAreListed() {
        Result list = distribution.host("list").run().succeeded();

        assertThat(list.lines())
                .containsExactly(
                        "rival   1.0.0           The rival connector",
                        "sqlite  " + Built.value("taphouse.version")
                                + "  Copies tables and views of an SQLite database file.");
    }

    @Test
    void eachRunsOnItsOwnLibraries() {
        Messages rival = rival().run().succeeded().messages();
        Messages sqlite = sqlite().run().run().succeeded().messages();

        assertThat(rival.rows("libraries"))
                .containsExactly(Map.of(
                        "engine",
                        engine("rival.sqlite.version"),
                        "pools",
                        "HikariCP-" + Built.value("rival.hikari.version") + ".jar",
                        "strangers",
                        ""));
        assertThat(sqlite.rows("engine")).containsExactly(Map.of("v", engine("sqlite.version")));
    }

    @Test
    void eachIsUnpackedOnItsOwn() throws IOException {
        distribution.host("list").run().succeeded();

        assertThat(pools("rival")).containsExactly("HikariCP-" + Built.value("rival.hikari.version") + ".jar");
        assertThat(pools("sqlite")).containsExactly("HikariCP-" + Built.value("hikari.version") + ".jar");
    }

    @Test
    void bothRunAtOnce() {
        SqliteTap tap = sqlite();
        Running rival = rival().start();
        Running sqlite = tap.run().start();

        // in turn, so that both are in the midst of their rows all the time
        while (rival.readLine().isPresent() & sqlite.readLine().isPresent()) {
            continue;
        }

        Messages ofRival = rival.readAll().end().succeeded().messages();
        Messages ofSqlite = sqlite.readAll().end().succeeded().messages();
        assertThat(ofRival.rows("numbers")).hasSize(NUMBERS).isEqualTo(ofSqlite.rows("numbers"));
        assertThat(ofRival.rows("libraries").get(0)).containsEntry("engine", engine("rival.sqlite.version"));
        assertThat(ofSqlite.rows("engine").get(0)).containsEntry("v", engine("sqlite.version"));
    }

    /** The driver's version begins with the engine's. */
    private static String engine(String property) {
        return Built.value(property).replaceFirst("\\.\\d+$", "");
    }

    private static List<String> pools(String plugin) throws IOException {
        try (Stream<Path> files =
                Files.walk(distribution.home().resolve("store").resolve(plugin))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("HikariCP"))
                    .toList();
        }
    }
}
