package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One stream of several cannot be read: one line says why, the others are complete, and the exit code tells. */
final class PostgresqlBadInputIT {
    private static final String RESET =
            "Remove the stream's bookmark from the state to read it again from the start.\n";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresDatabase database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresUser reader;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PostgresqlTap tap;

    @BeforeEach
    void makeDatabase() {
        database = PostgresServer.shared().newDatabase();
        database.execute(
                "CREATE TABLE good (id int PRIMARY KEY)",
                "INSERT INTO good SELECT generate_series(1, 10)",
                "CREATE TABLE bad (id bigserial PRIMARY KEY, n int, at timestamptz NOT NULL DEFAULT now())",
                "INSERT INTO bad (n) SELECT generate_series(1, 10)",
                "CREATE TABLE ugly (id int PRIMARY KEY)",
                "INSERT INTO ugly SELECT generate_series(1, 10)");
        reader = database.reader("public");
        database.execute(
                "GRANT pg_read_all_stats TO " + reader.name(),
                "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO " + reader.name());
        tap = new PostgresqlTap(folder, database, database.config(reader));
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void aMissingPrivilege() {
        database.execute("REVOKE SELECT ON bad FROM " + reader.name());
        CatalogFile catalog = tap.discover().only("public-good", "public-bad", "public-ugly");

        Result result = tap.sync(catalog).run();

        assertPartial(result, "GRANT SELECT ON \"public\".\"bad\" TO \"" + reader.name() + "\"");
    }

    @Test
    void aPrivilegeThatIsTakenAwaySinceDiscovery() {
        CatalogFile catalog = tap.discover();
        database.execute("REVOKE SELECT ON bad FROM " + reader.name());

        assertPartial(tap.sync(catalog).run(), "GRANT SELECT ON \"public\".\"bad\" TO \"" + reader.name() + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DROP TABLE bad | stream 'public-bad': the catalog selects it, but the source does not have it.
            ALTER TABLE bad RENAME TO worse | stream 'public-bad': the catalog selects it, but the source does not have it.
            """)
    void aTableThatIsGoneSinceDiscovery(String change, String line) {
        CatalogFile catalog = tap.discover();
        database.execute(change);

        assertPartial(tap.sync(catalog).run(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE bad DROP n
            ALTER TABLE bad ADD more text
            ALTER TABLE bad ALTER n TYPE text
            """)
    void aTableThatIsAlteredSinceDiscoveryIsReadAsItIsNow(String change) {
        CatalogFile catalog = tap.discover();
        database.execute(change);

        Result result = tap.sync(catalog).run().succeeded();

        assertThat(result.messages().rows("public-bad")).hasSize(10);
        assertThat(result.stderr()).contains("public-bad").contains(change.contains("more") ? "more" : "'n'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id | "seven"                | the bookmark of 'id' is 'seven', which is not a number.
            id | 2.5                    | the bookmark of 'id' is '2.5', which is not a number.
            at | 7                      | the bookmark of 'at' is '7', which is not a date and time like
            at | "x') OR 1=1 --"        | the bookmark of 'at' is 'x') OR 1=1 --', which is not a date and time like
            at | "2199-01-01T00:00:00Z" | the bookmark 2199-01-01T00:00:00Z is from the future: it is beyond
            id | 4711                   | the bookmark 4711 is from the future: it is beyond 10, the last number of its
            """)
    void aBookmarkThatNoReadCanGoOnFrom(String cursor, String value, String line) {
        CatalogFile catalog = tap.discover().incremental("public-bad", cursor);
        JsonNode state = Json.parse("{\"bookmarks\": {\"public-bad\": {\"replication_key\": \"" + cursor
                + "\", \"replication_key_value\": " + value + "}}}");

        Result result = tap.sync(catalog, state).run();

        assertPartial(result, line);
        assertThat(result.messages().lastState().at("/bookmarks/public-bad/replication_key_value"))
                .isEqualTo(state.at("/bookmarks/public-bad/replication_key_value"));
    }

    @Test
    void aPassThatWasBegunInAnotherDatabase() {
        database.execute(
                "ALTER TABLE bad ADD v text",
                "ALTER TABLE bad ALTER v SET STORAGE PLAIN",
                "INSERT INTO bad (v) SELECT repeat(md5(i::text), 60) FROM generate_series(1, 6000) i");
        JsonNode state;
        try (PostgresDatabase copy = database.server().newDatabase("TEMPLATE " + database.name())) {
            PostgresqlTap other = new PostgresqlTap(folder, copy);
            state = withPages(other.sync(other.discover(), "--state-rows", "100")
                    .run()
                    .succeeded()
                    .messages());
        }
        tap = new PostgresqlTap(folder, database, database.config(reader));

        Result result = tap.sync(tap.discover(), state).run();

        assertPartial(
                result,
                "ERROR stream 'public-bad': its pass was begun in another database, or before this one was restored or"
                        + " failed over. " + RESET);
        assertThat(result.messages().lastState().at("/bookmarks/public-bad/pages"))
                .isEqualTo(state.at("/bookmarks/public-bad/pages"));
    }

    private static JsonNode withPages(Messages messages) {
        return messages.statePlaces().stream()
                .map(messages::stateAt)
                .filter(state -> state.at("/bookmarks/public-bad/pages/next").asInt() > 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStateOfAnotherPluginOrOfStreamsThatAreNotHere() {
        CatalogFile catalog = tap.discover();
        JsonNode other = Json.parse("{\"bookmarks\": {\"main-orders\": {\"replication_key_value\": 3}}}");
        JsonNode plugin = Json.parse("{\"bookmarks\": {\"public-bad\": {\"replication_key_value\": 3}},"
                + " \"_taphouse\": {\"plugin\": \"sqlite\"}}");

        for (JsonNode state : new JsonNode[] {other, plugin}) {
            Result result = tap.sync(catalog, state).run();
            assertThat(result.exitCode()).as(result.stderr()).isEqualTo(3);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr().lines()).hasSize(1);
        }
    }

    private void assertPartial(Result result, String line) {
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(5);
        assertThat(result.stderr())
                .contains(line, "INFO 2 of 3 streams complete")
                .doesNotContain("\tat ", "bug in the connector", reader.password());
        assertThat(result.messages().rows("public-good")).hasSize(10);
        assertThat(result.messages().rows("public-ugly")).hasSize(10);
    }
}
