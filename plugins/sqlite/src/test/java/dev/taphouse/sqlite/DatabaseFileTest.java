package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.taphouse.api.Position;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.testkit.Drive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseFileTest extends Fixture {

    @Test
    void aMissingFileIsAConfigErrorAndIsNotMade() throws Exception {
        Path file = folder.resolve("none.db");
        refuses(file, Kind.CONFIG, "option 'database': the file " + file + " does not exist");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderIsAConfigError() throws Exception {
        refuses(folder, Kind.CONFIG, "option 'database': the file " + folder + " is a folder");
    }

    @Test
    void anotherKindOfFileIsAConfigError() throws Exception {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "not a database ".repeat(100));
        refuses(file, Kind.CONFIG, "option 'database': the file is not an SQLite database, or it is encrypted");
    }

    @Test
    void anUnreadableFileIsAPermissionError() throws Exception {
        Path file = folder.resolve("shop.db");
        database().run("CREATE TABLE t (a)");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user reads every file");
        refuses(file, Kind.PERMISSION, "option 'database': the file " + file + " cannot be read");
    }

    @Test
    void aLockedFileIsUnavailable() throws Exception {
        database().run("CREATE TABLE t (a)");
        try (Connection other = database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            refuses(Path.of(database().path()), Kind.UNAVAILABLE, "the database is locked by another program");
        }
    }

    @Test
    void aPathMayHaveAnyCharacter() throws Exception {
        Path file = folder.resolve("a?b #%20 ü.db");
        Database.at(file).run("CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1)");
        try (Drive drive = open(file)) {
            drive.check();
            assertThat(drive.read("t", Position.START).stream("t").column("a")).containsExactly(1L);
        }
    }

    @Test
    void readsWhileAnotherProgramWritesInWalMode() throws Exception {
        database().run("PRAGMA journal_mode = WAL", "CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1)");
        try (Connection other = database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO t VALUES (2)");
            assertThat(full("t", Position.START).column("a")).containsExactly(1L);
        }
    }

    private static Drive open(Path file) throws Exception {
        return Drive.open(new SqliteSource(), Map.of("database", file.toString(), "busy_timeout", "PT0.05S"));
    }

    private static void refuses(Path file, Kind kind, String message) throws Exception {
        try (Drive drive = open(file)) {
            assertThatThrownBy(drive::check).isInstanceOfSatisfying(SourceException.class, e -> {
                assertThat(e).hasMessageStartingWith(message);
                assertThat(e.kind()).isEqualTo(kind);
                assertThat(e.remedy()).isPresent();
            });
            assertThatThrownBy(drive::discover).hasMessageStartingWith(message);
        }
    }
}
