package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code host run} prints in each of its modes. */
class RunModesTest {
    private static final String SELECTED = "[\"orders\"]";

    @TempDir
    private Path folder;

    private Cli cli;
    private String config;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder);
        config = cli.file("config.json", "{\"name\": \"mine\"}");
    }

    private Cli.Ended run(String... more) {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"run", "shop", "-c", config}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return cli.run(args);
    }

    @Test
    void connectionTestPrintsNothingOnStdout() {
        Cli.Ended ended = run("--test-connection");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("noise of a connector", "INFO shop: the connection works");
    }

    @Test
    void connectionTestTellsCauseAndRemedy() {
        config = cli.file("config.json", "{\"name\": \"mine\", \"fail\": \"check\"}");
        Cli.Ended ended = run("--test_connection");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).isEqualTo("CRITICAL shop: the shop does not know you. Set another token.\n");
    }

    @Test
    void aForeignStateIsOneLineHoweverLong() {
        Map<String, Object> bookmarks = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            bookmarks.put(String.format("s%04d", i), Map.of("version", 1));
        }
        String state = cli.file("state.json", Json.text(Map.of("bookmarks", bookmarks)));

        Cli.Ended ended = run("--state", state);

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .contains(
                        "CRITICAL shop: the state has bookmarks of [s0000, s0001, s0002, s0003, s0004], 4995 more, and"
                                + " none of a stream of this source; give the state of this connector, or none to read everything"
                                + "\n");
    }

    @Test
    void streamsAreListedAsMageDoes() {
        String both = "[{\"stream\": \"orders\", \"tap_stream_id\": \"orders\"}, "
                + "{\"stream\": \"customers\", \"tap_stream_id\": \"customers\"}]\n";
        assertThat(run("--discover", "--discover_streams").out()).isEqualTo(both);
        assertThat(run("--discover-streams").out()).isEqualTo(both);
        assertThat(run("--discover-streams", "--selected-streams", "orders").out())
                .isEqualTo("[{\"stream\": \"orders\", \"tap_stream_id\": \"orders\"}]\n");
    }

    @Test
    void discoveryReadsNeitherStateNorCatalog() {
        String broken = cli.file("broken", "{");
        Cli.Ended ended = run("--state", broken, "--catalog", broken, "-d");
        assertThat(ended.code()).isZero();
        assertThat(ids(ended.out())).containsExactly("orders", "customers");
        assertThat(ids(run("-d", "--selected_streams_json", SELECTED).out())).containsExactly("orders");
    }

    private static List<Object> ids(String catalog) {
        return ((List<?>) Json.object(catalog).getOrDefault("streams", List.of()))
                .stream()
                        .map(each -> (Object) ((Map<?, ?>) each).get("tap_stream_id"))
                        .toList();
    }

    @Test
    void samplesComeByColumnAndTheLimitReachesTheSource() {
        Cli.Ended ended = run("--load_sample_data", "--selected_streams_json", SELECTED, "--sample-rows", "2");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualTo(
                        "{\"stream_id\": \"orders\", \"sample_data\": \"{\\\"id\\\":{\\\"0\\\":1,\\\"1\\\":2},"
                                + "\\\"at\\\":{\\\"0\\\":\\\"2026-01-01T00:00:00Z\\\",\\\"1\\\":\\\"2026-01-02T00:00:00Z\\\"},"
                                + "\\\"what\\\":{\\\"0\\\":\\\"o/1\\\",\\\"1\\\":\\\"o/2\\\"}}\", \"type\": \"SAMPLE_DATA\"}\n");
        assertThat(ended.err()).contains("orders limit OptionalLong[2]");
    }

    @Test
    void countsAreMagesAndHeedTheQuery() {
        assertThat(run("--count_records", "--selected_streams_json", SELECTED).out())
                .isEqualTo("[{\"count\": 5, \"id\": \"orders\", \"stream\": \"orders\"}]\n");
        assertThat(run("--count-records", "--selected-streams", "orders", "--query", "{\"_limit\": 3, \"_offset\": 4}")
                        .out())
                .isEqualTo("[{\"count\": 1, \"id\": \"orders\", \"stream\": \"orders\"}]\n");
    }

    @Test
    void aCountThatIsNotKnownIsNull() {
        Cli.Ended ended = run("--count-records", "--selected-streams", "customers");
        assertThat(ended.out()).isEqualTo("[{\"count\": null, \"id\": \"customers\", \"stream\": \"customers\"}]\n");
        assertThat(ended.err()).contains("WARNING stream 'customers': the connector cannot count its rows");
    }

    @Test
    void templatesNeedNoConfig() {
        assertThat(cli.run("run", "shop", "--show_templates").out()).isEqualTo("{\"config\": {\"name\": \"mine\"}}\n");
    }

    @Test
    void versionIsOneLineWithoutConfig() {
        assertThat(cli.run("run", "shop", "--version").out()).matches("tap-shop v1\\.0\\.0, Taphouse v\\S+\n");
    }

    @Test
    void aboutIsTheSameAsTheCommand() {
        for (String format : List.of("text", "json", "markdown", "meltano")) {
            Cli.Ended ended = cli.run("run", "shop", "--about", "--format", format);
            assertThat(ended.code()).isZero();
            assertThat(ended.out())
                    .isEqualTo(cli.run("about", "shop", "--format", format).out())
                    .contains("shop");
        }
        assertThat(cli.run("about", "shop", "--format=meltano").out())
                .contains("  - name: tap-shop\n", "    - name: token\n      kind: string\n")
                .contains("sensitive: true", "aliases: [\"shop_name\"]", "settings_group_validation: [[\"name\"]]")
                .contains("    - structured-logging\n");
        assertThat(cli.run("about", "shop", "--format=markdown").out())
                .contains("# `shop`", "| name | a text | yes |  | Name of the shop |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--test", "--test=all", "--test=records"})
    void aTestReadsARowOfEachStreamAndMovesNothing(String test) {
        String state = "{\"bookmarks\":{\"orders\":{\"replication_key\":\"at\","
                + "\"replication_key_value\":\"2026-01-02T00:00:00Z\"}}}";
        Cli.Ended ended = run(test, "--state", cli.file("state.json", state));
        assertThat(ended.code()).isZero();
        assertThat(ended.messages("RECORD")).hasSize(2);
        assertThat(ended.messages("STATE"))
                .allSatisfy(line -> assertThat(line)
                        .contains("{\"bookmarks\":{\"orders\":{\"replication_key\":\"at\","
                                + "\"replication_key_value\":\"2026-01-02T00:00:00Z\"}},"));
    }

    @Test
    void aTestOfSchemasPrintsThemAlone() {
        Cli.Ended ended = run("--test=schema");
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines()).hasSize(2).hasSameSizeAs(ended.messages("SCHEMA"));
    }

    @Test
    void theFirstModeInMagesOrderIsDone() {
        Cli.Ended ended = run("--show-templates", "--count-records", "--discover", "--test-connection");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .startsWith("WARNING --test-connection is done; not --discover, --count-records, --show-templates\n");
    }

    @Test
    void mageBlockRunnerIsAnswered() {
        String settings = cli.file("settings.yaml", "config:\n  name: mine\n");
        String state = cli.file("state", "{\"bookmarks\": {}}");
        Cli.Ended ended = cli.run(
                "run",
                "shop",
                "--config_json",
                "{\"name\": \"mine\"}",
                "--log_to_stdout",
                "1",
                "--settings",
                settings,
                "--state",
                state,
                "--query_json",
                "{\"_start_date\": \"2026-01-02\", \"_end_date\": \"2026-01-04 00:00:00\", \"_execution_date\": null}",
                "--selected_streams_json",
                SELECTED);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.messages("RECORD")).hasSize(2);
        assertThat(ended.out()
                        .lines()
                        .filter(line -> line.contains("\"type\": \"LOG\""))
                        .map(Json::object))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .containsOnlyKeys("caller", "level", "message", "tags", "timestamp", "uuid", "type")
                        .containsEntry("caller", "shop")
                        .containsEntry("level", "INFO"));
    }

    @Test
    void logStaysOffADocument() {
        Cli.Ended ended = run("--discover-streams", "--log-to-stdout", "1");
        assertThat(ended.out()).startsWith("[{").hasLineCount(1);
        assertThat(ended.err()).contains("WARNING --log-to-stdout is not heeded: stdout is one document here");
    }

    @Test
    void completionIsAScriptThatKnowsTheOptions() {
        for (String shell : List.of("bash", "zsh")) {
            Cli.Ended ended = cli.run("completion", shell);
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).contains("--selected-streams", "complete -F _complete_host -o default taphouse");
        }
    }
}
