package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken and hostile zips beside a good one: each is one line in the list, and the good one runs. */
final class BadZipIT {
    private static final byte[] CONTENT = "x".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Distribution distribution;

    @TempDir
    Path folder;

    @BeforeAll
    static void dropAll() throws IOException {
        distribution = Distribution.unpackedIn(shared).drop(Built.sqlite());
        byte[] sqlite = Files.readAllBytes(Built.sqlite());
        drop("notazip", "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        drop("truncated", Arrays.copyOf(sqlite, sqlite.length / 2));
        drop("traversal", idle("traversal").entry("../../evil", CONTENT).bytes());
        drop("bomb", idle("bomb").entry("lib/bomb", new byte[32 << 20]).bytes());
        drop(
                "twice",
                idle("twice").entry("lib/a", CONTENT).entry("lib/A", CONTENT).bytes());
        drop("future", idle("future").requires(">=9.0.0 & <10.0.0").bytes());
        drop("providers", idle("providers").idle("demo.Other").bytes());
        drop("plain", PluginZip.zip(Map.of("README.md", CONTENT)));
    }

    private static PluginZip idle(String id) {
        return PluginZip.of(id).idle("demo.Demo");
    }

    private static void drop(String name, byte[] zip) throws IOException {
        Files.write(distribution.plugins().resolve(name + ".zip"), zip);
    }

    @Test
    void eachIsOneLine() {
        Result list = distribution.host("list").run().succeeded();

        Map<String, String> problems = new LinkedHashMap<>();
        // one that is too broken to have an id goes by its file's name
        list.lines().forEach(line -> problems.put(line.replaceFirst("(\\.zip)? .*", ""), line));
        assertThat(problems.keySet())
                .containsExactlyInAnyOrder(
                        "notazip", "truncated", "traversal", "bomb", "twice", "future", "providers", "plain", "sqlite");
        assertThat(problems.get("sqlite")).doesNotContain("BROKEN");
        assertThat(problems.get("notazip")).contains("BROKEN  it is not a whole zip file (");
        assertThat(problems.get("truncated")).contains("BROKEN  it is not a whole zip file (");
        assertThat(problems.get("traversal"))
                .contains("BROKEN  its entry '../../evil' has an unsafe name that could leave its folder");
        assertThat(problems.get("bomb")).contains("BROKEN  its entry 'lib/bomb' expands too far");
        assertThat(problems.get("twice")).contains("BROKEN  it has two entries for 'lib/A'");
        assertThat(problems.get("future"))
                .contains("BROKEN  future 1.0.0 needs plugin-api >=9.0.0 & <10.0.0 but this host provides ");
        assertThat(problems.get("providers")).contains("BROKEN  it has 2 sources (demo.Demo, demo.Other)");
        assertThat(problems.get("plain")).contains("BROKEN  it has no plugin.properties at its top");
    }

    @Test
    void theGoodOneRunsAndNothingIsLeftBehind() throws IOException {
        SampleDb database = new SampleDb(folder.resolve("one.db"))
                .run("CREATE TABLE one (id INTEGER PRIMARY KEY)", "INSERT INTO one VALUES (1)");

        Result run = new SqliteTap(distribution, folder, database).run().run().succeeded();

        assertThat(run.messages().rows("one")).hasSize(1);
        try (Stream<Path> files = Files.walk(shared)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).doesNotContain("evil", "bomb");
        }
        try (Stream<Path> store = Files.list(distribution.home().resolve("store"))) {
            assertThat(store.map(file -> String.valueOf(file.getFileName()))).containsExactly("sqlite");
        }
        assertThat(distribution.home().resolve("staging")).isEmptyDirectory();
    }

    @Test
    void aBrokenOneIsRefusedByItsName() {
        for (String command : List.of("run", "about")) {
            Result result = distribution.host(command, "future").run();

            assertThat(result.exitCode()).isEqualTo(6);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr().lines().toList())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("CRITICAL ")
                            .contains("future 1.0.0 needs plugin-api >=9.0.0 & <10.0.0 but this host provides "));
        }
    }

    @Test
    void anInstalledFileIsCheckedFirst() throws IOException {
        Path zip = Files.write(
                folder.resolve("evil.zip"),
                idle("evil").entry("/etc/evil", CONTENT).bytes());

        Result result = distribution.host("install", zip.toString()).run();

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.stderr()).startsWith("CRITICAL ").contains("has an unsafe name that could leave its folder");
        assertThat(distribution.plugins().resolve("evil.zip")).doesNotExist();
    }
}
