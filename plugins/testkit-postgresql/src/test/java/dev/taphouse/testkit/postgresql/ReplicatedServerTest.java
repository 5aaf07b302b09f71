package dev.taphouse.testkit.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplicatedServerTest {

    static Stream<Integer> majors() {
        return PostgresServer.MAJORS.stream();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theStandbyFollowsUntilItIsPromoted(int major) throws Exception {
        try (ReplicatedServer servers = ReplicatedServer.start(major, Map.of("work_mem", "5MB"))) {
            servers.primary().execute("CREATE TABLE t AS SELECT 7 AS id");
            servers.awaitReplay();
            assertThat(text(servers, "SELECT id FROM t")).isEqualTo("7");
            assertThat(text(servers, "SELECT pg_is_in_recovery()")).isEqualTo("t");
            assertThat(text(servers, "SHOW work_mem")).isEqualTo("5MB");
            servers.promote();
            servers.await("SELECT NOT pg_is_in_recovery()");
            servers.standby().execute("INSERT INTO t VALUES (8)");
        }
    }

    private static String text(ReplicatedServer servers, String sql) throws Exception {
        try (Connection connection = servers.standby().connect("postgres", PostgresServer.SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
