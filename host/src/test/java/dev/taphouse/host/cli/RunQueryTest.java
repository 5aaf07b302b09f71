package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows a query takes, and what it leaves of the state. */
class RunQueryTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder);
    }

    private Cli.Ended run(String stream, String query, String state) {
        return cli.run(
                "run",
                "shop",
                "--config-json",
                "{\"name\":\"x\"}",
                "--selected-streams",
                stream,
                "--query",
                query,
                "--state-json",
                state);
    }

    private static List<String> ids(Cli.Ended ended) {
        return ended.messages("RECORD").stream()
                .map(line -> line.replaceFirst(".*\"id\":(\\d+).*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"_limit": 2}                              | 1,2
            {"_limit": 0}                              |
            {"_limit": "2", "_offset": "1"}            | 2,3
            {"_offset": 3}                             | 4,5
            {"_offset": 5}                             |
            {"_limit": 100, "_offset": 4}              | 5
            {"_start_date": "2026-01-04"}              | 4,5
            {"_start_date": "2026-01-04T01:00:00+01:00"} | 4,5
            {"_end_date": "2026-01-02T00:00:01"}       | 1,2
            {"_start_date": null}                      | 1,2,3,4,5
            """)
    void takesExactlyTheseRows(String query, String ids) {
        Cli.Ended ended = run("orders", query, "{}");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(String.join(",", ids(ended))).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void othersAreTheConnectors() {
        assertThat(run("orders", "{\"_execution_date\": \"2026-01-01\", \"kind\": 7, \"_limit\": 1}", "{}")
                        .err())
                .contains("orders limit OptionalLong[1] query {_execution_date=2026-01-01, kind=7}");
    }

    @Test
    void aLimitMovesACursorAndAnOffsetDoesNot() {
        assertThat(lastState(run("orders", "{\"_limit\": 2}", "{}"))).contains("2026-01-02T00:00:00Z");
        assertThat(lastState(run("orders", "{\"_limit\": 2, \"_offset\": 1}", "{}")))
                .contains("\"bookmarks\":{}");
    }

    @Test
    void aSliceOfAFullTableStartsAtItsFirstRowAndLeavesTheBookmark() {
        String state = "{\"bookmarks\":{\"customers\":{\"last_pk_fetched\":{\"id\":2}}}}";
        Cli.Ended ended = run("customers", "{\"_limit\": 2}", state);
        assertThat(ids(ended)).containsExactly("1", "2");
        assertThat(lastState(ended)).contains("{\"customers\":{\"last_pk_fetched\":{\"id\":2}}}");
    }

    @Test
    void aBookmarkWinsOverAStartDate() {
        String state = "{\"bookmarks\":{\"orders\":{\"replication_key\":\"at\","
                + "\"replication_key_value\":\"2026-01-03T00:00:00Z\"}}}";
        assertThat(ids(run("orders", "{\"_start_date\": \"2026-01-05\"}", state)))
                .containsExactly("3", "4", "5");
    }

    private static String lastState(Cli.Ended ended) {
        return ended.out().lines().reduce("", (before, line) -> line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"_limit": -1}             | --query: '_limit' (value -1) is not a number of rows like 100; correct it
            {"_offset": "many"}        | --query: '_offset' (value "many") is not a number of rows like 100; correct it
            {"_start_date": "soon"}    | --query: '_start_date' (value "soon") is not a time like 2026-01-31T00:00:00Z or a date like 2026-01-31; correct it
            {"_start_date": "2026-02-01", "_end_date": "2026-01-01"} | --query: '_end_date' is before '_start_date'; change one of them
            [1]                        | --query holds a list and not an object; it must look like { "key": "value" }
            {"_limit": 1               | --query is not JSON at line 1, column 13: it ends before the last bracket or quote is closed; correct it there
            """)
    void refusesWhatItDoesNotUnderstand(String query, String message) {
        Cli.Ended ended = run("orders", query, "{}");
        assertThat(ended.err()).isEqualTo("CRITICAL " + message + "\n");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void namesOfStreamsAreChecked() {
        Cli.Ended ended = run("orders, custmers nothing", "{}", "{}");
        assertThat(ended.err())
                .isEqualTo("CRITICAL shop: stream 'custmers' is not there; did you mean 'customers'?\n"
                        + "CRITICAL shop: stream 'nothing' is not there; see --discover-streams for those that are\n");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aNamedStreamThatTheCatalogDeselectsIsNotRead() {
        String catalog = "{\"streams\":[{\"tap_stream_id\":\"orders\",\"schema\":{},\"metadata\":[]}]}";
        Cli.Ended ended = cli.run(
                "run",
                "shop",
                "--config-json",
                "{\"name\":\"x\"}",
                "--selected-streams=orders",
                "--catalog-json",
                catalog);
        assertThat(ended.messages("RECORD")).isEmpty();
        assertThat(ended.err())
                .contains("WARNING stream 'orders' is named on the command line, but the catalog does not select it");
    }
}
