package dev.taphouse.testkit.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PostgresServerTest {
    static final List<Integer> MAJORS = PostgresServer.MAJORS;

    @ParameterizedTest
    @FieldSource("MAJORS")
    void aServerIsOfItsMajorVersionAndLogsLogically(int major) {
        try (PostgresDatabase database = PostgresServer.shared(major).newDatabase()) {
            assertThat(database.query("SELECT current_setting('server_version_num')::int / 10000"))
                    .containsExactly(String.valueOf(major));
            assertThat(database.query("SELECT setting FROM pg_settings WHERE name IN"
                            + " ('max_prepared_transactions', 'synchronous_commit', 'wal_level') ORDER BY name"))
                    .containsExactly("20", "on", "logical");
        }
    }

    @Test
    void aChangeIsInTheLogAsSoonAsItIsCommitted() {
        try (PostgresDatabase database = PostgresServer.shared().newDatabase()) {
            database.execute(
                    "CREATE TABLE t (id int PRIMARY KEY)",
                    "SELECT pg_create_logical_replication_slot('slot', 'test_decoding')",
                    "INSERT INTO t VALUES (1)");
            assertThat(database.query("SELECT data FROM pg_logical_slot_get_changes('slot', NULL, NULL)"))
                    .hasSize(3)
                    .contains("table public.t: INSERT: id[integer]:1");
        }
    }

    @Test
    void aUserNeedsThePasswordAndReadsWhatWasGranted() throws Exception {
        try (PostgresDatabase database = PostgresServer.shared().newDatabase()) {
            database.execute("CREATE TABLE seen (id int)", "CREATE SCHEMA other", "CREATE TABLE other.hidden (id int)");
            PostgresUser reader = database.reader("public");
            try (Connection connection = database.connect(reader);
                    var statement = connection.createStatement()) {
                statement.execute("SELECT * FROM seen");
                assertThatThrownBy(() -> statement.execute("SELECT * FROM other.hidden"))
                        .hasMessageContaining("permission denied for schema other");
            }
            assertThatThrownBy(() -> database.connect(new PostgresUser(reader.name(), "wrong")))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void nothingIsLeftOfADatabase() throws Exception {
        PostgresServer server = PostgresServer.shared();
        PostgresDatabase database = server.newDatabase();
        PostgresUser user = database.user("REPLICATION");
        database.execute(
                "CREATE TABLE t (id int)", "SELECT pg_create_logical_replication_slot('left', 'test_decoding')");
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO t VALUES (1)");
            statement.execute("PREPARE TRANSACTION 'it''s'");
            database.close();
        }
        try (PostgresDatabase other = server.newDatabase()) {
            assertThat(other.query("SELECT rolname FROM pg_roles WHERE rolname = '" + user.name()
                            + "' UNION ALL SELECT datname FROM pg_database WHERE datname = '" + database.name()
                            + "' UNION ALL SELECT slot_name FROM pg_replication_slots WHERE slot_name = 'left'"))
                    .isEmpty();
        }
    }

    @Test
    void aServerComesBackFromACrashAndARestart() throws Exception {
        try (PostgresServer server = PostgresServer.start(15, Map.of("max_connections", "7", "max_wal_senders", "1"))) {
            try (Connection connection = server.connect("postgres", PostgresServer.SUPERUSER)) {
                server.crash();
                assertThat(isAlive(connection)).isFalse();
            }
            try (Connection connection = server.connect("postgres", PostgresServer.SUPERUSER)) {
                server.restart();
                assertThat(isAlive(connection)).isFalse();
            }
            try (PostgresDatabase database = server.newDatabase()) {
                assertThat(database.query("SHOW max_connections")).containsExactly("7");
            }
        }
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> PostgresServer.shared(9)).hasMessage("there is no PostgreSQL 9 here, only [15, 18]");
    }

    private static boolean isAlive(Connection connection) {
        try (var statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
