package dev.taphouse.host.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.host.ExitCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proof (b): tables read by keyset, killed at every line and resumed. */
class KeysetReadTest {
    private static final int ROWS = 100;

    private final JdbcDataSource database = new JdbcDataSource();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Connection keepsItAlive;

    @BeforeEach
    void makeTable() throws SQLException {
        database.setURL("jdbc:h2:mem:keyset");
        keepsItAlive = database.getConnection();
        sql("CREATE TABLE items (id BIGINT PRIMARY KEY, \"AT\" INT, name VARCHAR(50))");
        // many ties, in an order that is not that of the key
        for (int id = 1; id <= ROWS; id++) {
            sql("INSERT INTO items VALUES (" + id + ", " + (id * 37 % ROWS) / 9 + ", 'n" + id + "')");
        }
    }

    @AfterEach
    void dropTable() throws SQLException {
        sql("DROP ALL OBJECTS");
        keepsItAlive.close();
    }

    @Test
    void fullTableResumesFromEveryState() throws Exception {
        resumesEverywhere(read -> read);
        Sync.Outcome outcome = sync(Map.of(), read -> read);
        List<Map<String, @Nullable Object>> states = outcome.messages().states();
        assertThat(states.size()).isGreaterThan(ROWS / 7);
        for (int i = 1; i < states.size() - 1; i++) {
            Messages before = outcome.messages().upToState(i);
            List<String> ids = before.values("items", "id");
            assertThat(before.bookmark("items"))
                    .containsEntry("last_pk_fetched", Map.of("id", Long.valueOf(ids.get(ids.size() - 1))))
                    .containsEntry("max_pk_values", Map.of("id", (long) ROWS));
        }
        assertThat(outcome.messages().bookmark("items")).containsOnlyKeys("last_replication_method");
    }

    @Test
    void incrementalResumesFromEveryStateInSpiteOfTies() throws Exception {
        resumesEverywhere(KeysetReadTest::incremental);
    }

    @Test
    void incrementalReadsWhatIsNewAndNothingElse() throws Exception {
        Messages first = sync(Map.of(), KeysetReadTest::incremental).messages();
        sql("INSERT INTO items VALUES (500, 11, 'tie'), (501, 99, 'new'), (502, NULL, 'never')");
        sql("UPDATE items SET \"AT\" = 98 WHERE id = 3");
        Messages second = sync(first.lastState(), KeysetReadTest::incremental).messages();
        assertThat(second.values("items", "id")).containsExactly("500", "3", "501");
        Messages third = sync(second.lastState(), KeysetReadTest::incremental).messages();
        assertThat(third.records("items")).isEmpty();
        assertThat(third.bookmark("items")).isEqualTo(second.bookmark("items"));
    }

    @Test
    void lanesResumeFromEveryState() throws Exception {
        resumesEverywhere(read -> read.lanes(3));
        Messages whole = sync(Map.of(), read -> read.lanes(3)).messages();
        assertThat(Messages.object(whole.upToState(1).bookmark("items").get("lanes")))
                .as("all starts are saved before the first row")
                .containsOnlyKeys("1", "2", "3");
        assertThat(whole.upToState(1).records("items")).isEmpty();
        assertThat(whole.bookmark("items")).as("lanes are forgotten").doesNotContainKey("lanes");
    }

    @Test
    void lanesThatAreOpenAreTakenUpAsSavedWhateverIsWishedNow() throws Exception {
        Messages whole = sync(Map.of(), read -> read.lanes(3)).messages();
        for (int i = 1; i < whole.states().size(); i++) {
            Messages before = whole.upToState(i);
            sql("INSERT INTO items VALUES (" + (1000 + i) + ", 0, 'later')");
            Messages after = sync(before.lastState(), read -> read.lanes(1 + 6)).messages();
            boolean open = before.bookmark("items").containsKey("lanes");
            List<String> ids = new ArrayList<>(before.values("items", "id"));
            ids.addAll(after.values("items", "id"));
            assertThat(ids).containsAll(ids());
            assertThat(ids.size()).isEqualTo(open ? ROWS : ids.size());
        }
    }

    @Test
    void deselectedColumnIsNotRead() throws Exception {
        Sync.Outcome outcome = sync(
                Map.of(),
                read -> read.fields(read.fields().stream()
                        .filter(field -> !field.name().equals("at"))
                        .toList()));
        assertThat(outcome.messages().records("items").get(0)).isEqualTo(Map.of("id", 1L, "name", "n1"));
    }

    @Test
    void positionThatCannotBeReadFailsTheStreamAndStays() throws Exception {
        Map<String, @Nullable Object> state =
                Map.of("bookmarks", Map.of("items", Map.of("last_pk_fetched", Map.of("other", 1))));
        Sync.Outcome outcome = sync(state, read -> read);
        assertThat(outcome.reason("items")).contains("has no id in last_pk_fetched. Remove the bookmark");
        assertThat(outcome.messages().bookmark("items")).containsEntry("last_pk_fetched", Map.of("other", 1L));
        assertThat(outcome.result().exitCode()).isEqualTo(ExitCode.FAILURE);
    }

    /** Kills after every line; the orchestrator has the last STATE, the target every record above the cut. */
    private void resumesEverywhere(UnaryOperator<StreamRead> how) throws Exception {
        Messages whole = sync(Map.of(), how).messages();
        assertThat(whole.values("items", "id")).containsExactlyInAnyOrderElementsOf(ids());
        for (int cut = 1; cut <= whole.lines().size(); cut++) {
            Messages before = new Messages(whole.lines().subList(0, cut));
            Messages after = sync(before.lastState(), how).messages();
            List<String> ids = new ArrayList<>(before.values("items", "id"));
            int sinceState = ids.size() - coveredRows(before);
            ids.addAll(after.values("items", "id"));
            boolean over =
                    cut == whole.lines().size() && !before.bookmark("items").containsKey("replication_key");
            assertThat(new HashSet<>(ids)).as("cut after line %d", cut).containsAll(ids());
            assertThat(ids.size()).as("cut after line %d", cut).isEqualTo(ROWS + (over ? ROWS : sinceState));
        }
    }

    private static int coveredRows(Messages messages) {
        int rows = 0;
        int covered = 0;
        for (String type : messages.types()) {
            rows += type.equals("RECORD") ? 1 : 0;
            covered = type.equals("STATE") ? rows : covered;
        }
        return covered;
    }

    private static StreamRead incremental(StreamRead read) {
        return read.method(StreamSpec.Method.INCREMENTAL, "at");
    }

    private static List<String> ids() {
        return LongStream.rangeClosed(1, ROWS).mapToObj(Long::toString).toList();
    }

    private Sync.Outcome sync(Map<String, @Nullable Object> state, UnaryOperator<StreamRead> how) throws Exception {
        try (KeysetSession session = new KeysetSession(database, "items")) {
            return Sync.of(session).state(state).reads(how).run();
        }
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = keepsItAlive.createStatement()) {
            statement.execute(text);
        }
    }
}
