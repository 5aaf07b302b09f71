package dev.taphouse.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Position;
import dev.taphouse.testkit.CapturedRead;
import dev.taphouse.testkit.Drive;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import java.nio.file.Path;

class SqliteSourceTest {
    @TempDir
    Path folder;

    @Test
    void discoversAndReads() throws Exception {
        Database database = Database.at(folder.resolve("shop.db"));
        database.run("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL)", "INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        try (Drive drive = Drive.open(new SqliteSource(), Map.of("database", database.path()))) {
            drive.check();
            assertThat(drive.discover()).hasSize(1);
            CapturedRead read = drive.read("t", Position.START);
            assertThat(read.stream("t").column("name")).containsExactly("a", "b");
        }
    }
}
