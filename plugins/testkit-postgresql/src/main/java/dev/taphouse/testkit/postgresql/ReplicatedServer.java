package dev.taphouse.testkit.postgresql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server and a hot standby that follows it by streaming. Of the binaries, also where Docker answers: the one is made of
 * the other's folder.
 */
public final class ReplicatedServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final PostgresServer primary;
    private final PostgresServer standby;
    private final StandbyBacking following;

    private ReplicatedServer(PostgresServer primary, PostgresServer standby, StandbyBacking following) {
        this.primary = primary;
        this.standby = standby;
        this.following = following;
    }

    /**
     * Starts both.
     *
     * @param major one of {@link PostgresServer#MAJORS}
     * @param ofTheStandby settings of the standby alone
     */
    public static ReplicatedServer start(int major, Map<String, String> ofTheStandby) {
        BinariesBacking backing = BinariesBacking.start(major, PostgresServer.SETTINGS);
        PostgresServer primary = PostgresServer.of(backing, major);
        Map<String, String> settings = new LinkedHashMap<>(PostgresServer.SETTINGS);
        // not fewer than the primary, or it does not start
        settings.put("max_connections", "300");
        settings.putAll(ofTheStandby);
        try {
            PgCtl control = new PgCtl(
                    backing.control().program(), copy(primary, backing.control().data()));
            StandbyBacking following = StandbyBacking.start(control, freePort(), settings);
            return new ReplicatedServer(primary, new PostgresServer(following, major), following);
        } catch (SQLException | IOException e) {
            primary.close();
            throw new IllegalStateException("there is no standby: " + e.getMessage(), e);
        }
    }

    private static Path copy(PostgresServer primary, Path data) throws SQLException, IOException {
        try (Connection connection = primary.connect("postgres", PostgresServer.SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_create_physical_replication_slot('standby', true)");
            statement.execute("SELECT pg_backup_start('standby', true)");
            Path copy = StandbyBacking.copy(data);
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                row.next();
                Files.writeString(copy.resolve("backup_label"), row.getString(1));
            }
            Files.writeString(copy.resolve("standby.signal"), "");
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=" + primary.host() + " port=" + primary.port() + " user="
                            + PostgresServer.SUPERUSER.name() + " password=" + PostgresServer.SUPERUSER.password()
                            + "'\nprimary_slot_name = 'standby'\n",
                    StandardOpenOption.APPEND,
                    StandardOpenOption.CREATE);
            return copy;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The one that is written to. */
    public PostgresServer primary() {
        return primary;
    }

    /** The one that follows: no test can write to it, nor make a database. */
    public PostgresServer standby() {
        return standby;
    }

    /** The options of a connection to the standby, to a database of the primary. */
    public Map<String, Object> config(PostgresDatabase database) {
        Map<String, Object> config = database.config();
        config.put("port", standby.port());
        return config;
    }

    /** Waits until the standby has all that was committed. */
    public void awaitReplay() {
        String now = text(primary, "SELECT pg_current_wal_flush_lsn()");
        await("SELECT pg_last_wal_replay_lsn() >= '" + now + "'::pg_lsn");
    }

    /** Waits until a query of one true or false says true of the standby. */
    public void await(String condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!text(standby, condition).equals("t")) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the standby never had " + condition);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Makes the standby a primary, which does not follow any more. */
    public void promote() {
        following.promote();
    }

    private static String text(PostgresServer server, String sql) {
        try (Connection connection = server.connect("postgres", PostgresServer.SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        standby.close();
        primary.close();
    }
}
