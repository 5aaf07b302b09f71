package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bad input is told in clear lines, with an exit code of its own kind and nothing on stdout. */
final class BadInputIT {
    @TempDir
    static Path shared;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SampleDb database;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDatabase() {
        database = Taproom.in(shared.resolve("taproom.db"));
    }

    private SqliteTap tap(SampleDb of) {
        return new SqliteTap(
                Distribution.shared(), folder, Map.of("database", of.file().toString(), "busy_timeout", "PT0.1S"));
    }

    @TestFactory
    Stream<DynamicTest> table() {
        return BadInput.of(Resources.file("bad-input.txt")).stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> each.check(Distribution.shared(), database, Files.createTempDirectory(folder, "case-"))));
    }

    @Test
    void aStreamThatIsGoneFailsAloneAndTheOthersAreRead() {
        CatalogFile catalog = tap(database).discover().only("orders", "notes");
        SampleDb changed = Taproom.in(folder.resolve("changed.db")).run("DROP VIEW heavy", "DROP TABLE notes");

        Result result = tap(changed).sync(catalog).run();

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.stderr())
                .contains(
                        "ERROR stream 'notes': the catalog selects it, but the source does not have it. Deselect it, or"
                                + " discover again\n",
                        "INFO notes: failed, 0 rows in ",
                        "INFO 1 of 2 streams complete, ")
                .doesNotContain("\tat ");
        assertThat(result.messages().rows("orders")).hasSize(6000);
    }

    @Test
    void aCatalogOfUnknownStreamsAloneFails() {
        CatalogFile catalog = tap(database).discover().only("notes");
        SampleDb changed = Taproom.in(folder.resolve("changed.db")).run("DROP VIEW heavy", "DROP TABLE notes");

        Result result = tap(changed).sync(catalog).run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("ERROR stream 'notes': the catalog selects it, but the source does not");
        assertThat(result.messages().streams()).isEmpty();
    }

    @Test
    void aLockedDatabaseIsNoConnection() throws SQLException {
        SampleDb locked = Taproom.in(folder.resolve("locked.db"));
        try (Connection connection = locked.open();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            Result result = tap(locked).run().run();

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.stdout()).isEmpty();
            assertThat(result.stderr().lines().toList())
                    .containsExactly("CRITICAL sqlite: the database is locked by another program ([SQLITE_BUSY] The"
                            + " database file is locked (database is locked)). Wait until it has written, or raise"
                            + " busy_timeout.");
        }
    }

    @Test
    void aDatabaseThatMayNotBeReadIsSaid() throws IOException {
        SampleDb secret = Taproom.in(folder.resolve("secret.db"));
        Files.setPosixFilePermissions(secret.file(), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret.file()), "this user may read every file");

        Result result = tap(secret).run().run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr())
                .isEqualTo("CRITICAL sqlite: option 'database': the file " + secret.file()
                        + " cannot be read. Let the user of this process read the file.\n");
    }

    @Test
    void stackTracesAreForThoseWhoAsk() {
        List<String> arguments =
                List.of("run", "sqlite", "--config", folder.resolve("nope.json").toString());

        Result without =
                Distribution.shared().host(arguments.toArray(String[]::new)).run();
        Result with = Distribution.shared()
                .host(arguments.toArray(String[]::new))
                .with("--debug")
                .run();

        assertThat(without.stderr()).doesNotContain("\tat ");
        assertThat(with.stderr()).contains("\tat dev.taphouse.host.");
        assertThat(with.exitCode()).isEqualTo(3);
        assertThat(with.stdout()).isEmpty();
    }
}
