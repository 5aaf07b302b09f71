package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import dev.taphouse.testkit.postgresql.PostgresUser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged postgresql plugin in the packaged distribution, with a real server. */
final class PostgresqlIT {
    @TempDir
    Path folder;

    private PostgresDatabase database;
    private Distribution distribution;
    private PostgresUser reader;

    @BeforeEach
    void start() {
        database = PostgresServer.shared().newDatabase();
        distribution = Distribution.unpackedIn(folder).drop(Built.postgresql());
        database.execute(
                "CREATE TABLE orders (id int PRIMARY KEY, note text, amount numeric(10,2))",
                "INSERT INTO orders SELECT n, 'order ' || n, n / 4.0 FROM generate_series(1, 5000) n",
                "CREATE TABLE hidden (id int)");
        reader = database.reader("public");
        database.execute("REVOKE SELECT ON hidden FROM " + reader.name());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aTableIsDiscoveredAndCopiedByAUserWithTheLeastRights() {
        run(config(), "--test-connection").succeeded();
        CatalogFile catalog = new CatalogFile(
                folder.resolve("catalog.json"),
                run(config(), "--discover").succeeded().stdout());
        assertThat(catalog.streams()).contains("public-orders", "public-hidden");

        catalog.only("public-orders");
        Result result = run(config(), "--catalog", catalog.write().toString()).succeeded();

        assertThat(result.messages().rows("public-orders")).hasSize(5000);
        assertThat(result.stdout()).contains("\"amount\":1250.00");
        assertThat(result.stdout() + result.stderr()).doesNotContain(reader.password());
    }

    @Test
    void aTableThatMayNotBeReadFailsWithTheGrantThatMendsIt() {
        CatalogFile catalog = new CatalogFile(
                folder.resolve("catalog.json"),
                run(config(), "--discover").succeeded().stdout());
        Result result =
                run(config(), "--catalog", catalog.only("public-hidden").write().toString());
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderr()).contains("GRANT SELECT ON \"public\".\"hidden\" TO \"" + reader.name() + "\"");
    }

    @Test
    void aWrongPasswordIsOneLineThatDoesNotShowIt() {
        Map<String, Object> config = database.config(reader);
        config.put("password", "not-this-one");
        Result result = run(Json.write(folder.resolve("wrong.json"), config), "--test-connection");
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr())
                .contains(
                        "password authentication failed for user \"" + reader.name() + "\"", "Check user and password")
                .doesNotContain("not-this-one", "at org.postgresql");
    }

    private Path config() {
        return Json.write(folder.resolve("config.json"), database.config(reader));
    }

    private Result run(Path config, String... more) {
        return distribution
                .host("run", "postgresql", "--config", config.toString())
                .with(more)
                .run();
    }
}
