package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.plugin.Home;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code host state}, by its command line. */
@Isolated("replaces System.in and the log")
class StateCommandTest {
    private static final String STATE = """
            {
              "bookmarks": {
                "orders": {
                  "last_replication_method": "INCREMENTAL",
                  "replication_key": "at",
                  "replication_key_value": "2026-01-31T10:00:00Z",
                  "key": {"id": 4711},
                  "theirs": 12345678901234567890.10
                },
                "customers": {
                  "last_replication_method": "FULL_TABLE", "last_pk_fetched": {"id": 120}, "max_pk_values": {"id": 500},
                  "lanes": {"1": {"at": {}, "done": true}, "2": {"at": {}}}, "version": 3
                },
                "mage": {"updated_at": "2026-01-01"},
                "log": {"lsn": 99, "last_replication_method": "LOG_BASED"},
                "plain": "2020"
              },
              "currently_syncing": "customers",
              "more": {"a": 1}
            }
            """;

    private final InputStream stdin = System.in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("state.json"), STATE);
    }

    @AfterEach
    void restore() {
        System.setIn(stdin);
        Log.to(System.err);
    }

    @Test
    void showsATable() {
        assertThat(run("show", file.toString())).isZero();
        assertThat(out()).isEqualTo("""
                STREAM     METHOD       KEY         VALUE                             LANES
                orders     INCREMENTAL  at          2026-01-31T10:00:00Z {"id":4711}
                customers  FULL_TABLE   id          120 of 500                        1 of 2 complete
                mage       -            updated_at  2026-01-01
                log        LOG_BASED    lsn         99
                plain      -                        2020
                """);
        assertThat(notes()).isEqualTo("The run ended in stream customers.\n");
    }

    @Test
    void showsThatThereIsNothing() throws IOException {
        Files.writeString(file, "{}");
        assertThat(run("show", file.toString())).isZero();
        assertThat(out()).isEmpty();
        assertThat(notes()).isEqualTo("No stream has a bookmark.\n");
    }

    @Test
    void readsStdinAndStatesOfATarget() {
        assertThat(piped(STATE.replace("\n", "") + "\n{\"bookmarks\":{\"x\":{\"lsn\":1}}}\n", "show", "-"))
                .isZero();
        assertThat(out()).contains("x       -       lsn  1").doesNotContain("orders");
        assertThat(notes()).isEqualTo("INFO state file '-' holds 2 states, one a line; the last one is taken\n");
    }

    @Test
    void tellsWhatDiffers() throws IOException {
        Path after = Files.writeString(
                folder.resolve("after.json"),
                STATE.replace("10:00", "11:00").replace(": 4711", ": 4712.0").replace("\"a\": 1", "\"a\": 2"));
        assertThat(run("diff", file.toString(), after.toString())).isZero();
        assertThat(out()).isEqualTo("""
                STREAM  KEY                    BEFORE                  AFTER
                orders  replication_key_value  "2026-01-31T10:00:00Z"  "2026-01-31T11:00:00Z"
                orders  key.id                 4711                    4712.0
                -       more.a                 1                       2
                """);
    }

    @Test
    void statesThatSayTheSameDoNotDiffer() throws IOException {
        Path same = Files.writeString(
                folder.resolve("same.json"), STATE.replace("\"id\": 4711", "\"id\": 4711.0, \"gone\": null"));
        assertThat(run("diff", file.toString(), same.toString())).isZero();
        assertThat(out()).isEmpty();
        assertThat(run("diff", "-", "-")).isEqualTo(2);
        assertThat(notes())
                .startsWith("CRITICAL only one of the two states can be stdin; see 'host state diff --help'\n");
    }

    @Test
    void setsEntriesAndKeepsAllElseExact() throws IOException {
        int code = run("set", file.toString(), "orders", "replication_key_value=2026-01-01T00:00:00Z", "more.x=\"5\"");
        assertThat(code).isZero();
        assertThat(out()).isEmpty();
        assertThat(notes())
                .isEqualTo("INFO stream 'orders': 'key' is dropped: rows equal to the new value are read again\n");
        assertThat(Files.readString(file))
                .contains("\"replication_key_value\" : \"2026-01-01T00:00:00Z\"")
                .contains("\"key\" : null")
                .contains("\"x\" : \"5\"")
                .contains("\"theirs\" : 12345678901234567890.10")
                .contains("\"currently_syncing\" : \"customers\"");
    }

    @Test
    void lanesDoNotTakeAValueBack() throws IOException {
        run("set", file.toString(), "customers", "last_pk_fetched.id=7", "max_pk_values={\"id\": 9}");
        assertThat(notes())
                .isEqualTo("INFO stream 'customers': 'lanes' is dropped: lanes would go on from where they are\n");
        assertThat(Files.readString(file).replaceAll("\\s", ""))
                .contains("\"last_pk_fetched\":{\"id\":7},\"max_pk_values\":{\"id\":9},\"lanes\":null");
    }

    @Test
    void newStreamIsTold() {
        assertThat(piped("{}", "set", "-", "orders", "lsn=12345678901234567890"))
                .isZero();
        assertThat(out()).contains("\"lsn\" : 12345678901234567890");
        assertThat(notes()).isEqualTo("INFO stream 'orders' has no bookmark yet, so it gets one\n");
    }

    @Test
    void whatIsWrongIsToldAndNothingIsWritten() throws IOException {
        assertThat(run("set", file.toString(), "orders", "nonsense")).isEqualTo(2);
        assertThat(run("set", file.toString(), "orders", "last_replication_method=OFTEN"))
                .isEqualTo(3);
        assertThat(run("reset", file.toString(), "mage", "order")).isEqualTo(3);
        assertThat(run("reset", file.toString())).isEqualTo(2);
        assertThat(run("show", folder.resolve("none.json").toString())).isEqualTo(3);
        assertThat(run()).isEqualTo(2);
        assertThat(notes())
                .contains("CRITICAL 'nonsense' is no key=value, such as replication_key_value=2026-01-31\n")
                .contains("last_replication_method")
                .contains("CRITICAL the state has no bookmark of stream 'order' (did you mean 'orders'?); it has"
                        + " [orders, customers, mage, log, plain]\n")
                .contains("CRITICAL name the streams to reset, or --all; see 'host state reset --help'\n")
                .contains("none.json' does not exist; check its path\n")
                .contains("CRITICAL a command is missing: show, diff, set or reset; see 'host state --help'\n");
        assertThat(file).hasContent(STATE);
        assertThat(out()).isEmpty();
    }

    @Test
    void resetLeavesTheVersionAlone() throws IOException {
        assertThat(run("reset", file.toString(), "customers", "plain")).isZero();
        assertThat(Files.readString(file).replaceAll("\\s", ""))
                .contains("\"customers\":{\"last_replication_method\":null,\"last_pk_fetched\":null,"
                        + "\"max_pk_values\":null,\"lanes\":null,\"version\":3}")
                .contains("\"plain\":{}")
                .contains("\"replication_key_value\":\"2026-01-31T10:00:00Z\"");
        assertThat(run("reset", file.toString(), "--all")).isZero();
        assertThat(Files.readString(file)).doesNotContain("2026");
    }

    @Test
    void flatStateIsChangedWhereItStands() {
        assertThat(piped("{\"tickets\": \"2026\", \"users\": \"2025\"}", "reset", "-", "tickets"))
                .isZero();
        assertThat(out().replaceAll("\\s", "")).isEqualTo("{\"bookmarks\":{\"tickets\":{},\"users\":\"2025\"}}");
    }

    private int run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "state";
        System.arraycopy(args, 0, all, 1, args.length);
        Terminal terminal = new Terminal(out, new PrintStream(notes, true, StandardCharsets.UTF_8), false);
        return new HostCli(Home.of(Map.of("TAPHOUSE_HOME", folder.toString()), () -> folder), terminal).run(all);
    }

    private int piped(String input, String... args) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String notes() {
        return notes.toString(StandardCharsets.UTF_8);
    }
}
