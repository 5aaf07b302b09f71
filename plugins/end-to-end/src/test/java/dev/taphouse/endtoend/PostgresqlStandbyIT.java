package dev.taphouse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.ReplicatedServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync from a hot standby whose replay gets in its way. */
final class PostgresqlStandbyIT {
    private static final int ROWS = 12_000;

    @TempDir
    Path folder;

    @Test
    void aReadThatIsCancelledForTheLogIsGoneOnWithWithoutLoss() {
        try (ReplicatedServer servers = ReplicatedServer.start(18, Map.of("max_standby_streaming_delay", "0"));
                PostgresDatabase database = servers.primary().newDatabase()) {
            database.execute(
                    "CREATE TABLE t (id int PRIMARY KEY, v text)",
                    "ALTER TABLE t ALTER v SET STORAGE PLAIN",
                    "INSERT INTO t SELECT i, repeat(md5(i::text), 60) FROM generate_series(-100, " + ROWS + ") i");
            servers.awaitReplay();
            PostgresqlTap tap = new PostgresqlTap(folder, database, servers.config(database));

            Running run = tap.sync(tap.discover(), "--state-rows", "500").start();
            for (int line = 0; line < ROWS / 3; line++) {
                run.readLine();
            }
            database.execute("DELETE FROM t WHERE id <= 0", "VACUUM t");
            servers.await("SELECT confl_snapshot > 0 FROM pg_stat_database_conflicts WHERE datname = '"
                    + database.name() + "'");
            Result result = run.readAll().end().succeeded();

            assertThat(result.stderr())
                    .contains("WARNING stream 'public-t': ", "; trying again in ")
                    .doesNotContain("\tat ");
            assertThat(result.messages().rows("public-t"))
                    .extracting(row -> row.get("id"))
                    .containsAll(IntStream.rangeClosed(1, ROWS)
                            .mapToObj(id -> Json.number(BigDecimal.valueOf(id)))
                            .toList());
        }
    }
}
