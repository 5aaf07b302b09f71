package dev.taphouse.testkit.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A real PostgreSQL server: a container where a Docker engine answers, else binaries from Maven Central; the system
 * property {@code taphouse.postgresql} ({@code docker} or {@code binaries}) decides otherwise.
 *
 * <p>It writes a logical log, keeps what was committed visible to it at once, and takes prepared transactions. Every
 * user needs a password (SCRAM). Safe for several threads.
 */
public final class PostgresServer implements AutoCloseable {
    /** The user who may do everything. */
    public static final PostgresUser SUPERUSER = new PostgresUser("postgres", "postgres");

    /** The lowest and the highest major version that is tested. */
    public static final List<Integer> MAJORS = List.of(15, 18);

    /** Superusers on the machine need no password, so that a test that breaks the rest can mend it. */
    private static final String ACCESS = """
            local all all trust
            host all all all scram-sha-256
            host replication all all scram-sha-256
            """;

    /** What all servers are started with. */
    static final Map<String, String> SETTINGS = Map.of(
            "wal_level", "logical",
            "synchronous_commit", "on",
            "fsync", "off",
            "max_prepared_transactions", "20",
            "max_replication_slots", "20",
            "max_wal_senders", "20",
            "max_connections", "100",
            "timezone", "UTC",
            "shared_buffers", "64MB");

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<Integer, PostgresServer> SHARED = new HashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Backing backing;
    private final int major;

    /** A server that runs, and is as tests want it. */
    PostgresServer(Backing backing, int major) {
        this.backing = backing;
        this.major = major;
    }

    /** The newest major version, on the server that all tests of this JVM share. */
    public static PostgresServer shared() {
        return shared(MAJORS.get(MAJORS.size() - 1));
    }

    /**
     * The server of a major version that all tests of this JVM share; it ends with the JVM. A test has a {@linkplain
     * #newDatabase database} of its own on it; it neither restarts it nor changes its settings.
     *
     * @param major one of {@link #MAJORS}
     */
    public static PostgresServer shared(int major) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(major, m -> start(m, Map.of()));
        }
    }

    /**
     * A server of a test's own, to be closed by it.
     *
     * @param major one of {@link #MAJORS}
     * @param settings of {@code postgresql.conf}, over those that all servers have
     */
    public static PostgresServer start(int major, Map<String, String> settings) {
        if (!MAJORS.contains(major)) {
            throw new IllegalArgumentException("there is no PostgreSQL " + major + " here, only " + MAJORS);
        }
        Map<String, String> all = new LinkedHashMap<>(SETTINGS);
        all.putAll(settings);
        return of(Engine.here().start(major, all), major);
    }

    /** A server that was just made. */
    static PostgresServer of(Backing backing, int major) {
        PostgresServer server = new PostgresServer(backing, major);
        server.execute("ALTER USER postgres PASSWORD '" + SUPERUSER.password() + "'");
        server.access(ACCESS);
        return server;
    }

    /** The major version. */
    public int major() {
        return major;
    }

    /** The host. */
    public String host() {
        return backing.host();
    }

    /** The port; stays the same. */
    public int port() {
        return backing.port();
    }

    /** A fresh database. */
    public PostgresDatabase newDatabase() {
        return newDatabase("");
    }

    /**
     * A fresh database.
     *
     * @param options of {@code CREATE DATABASE}, such as {@code TEMPLATE template0 ENCODING 'LATIN1'}; may be empty
     */
    public PostgresDatabase newDatabase(String options) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name + " " + options);
        return new PostgresDatabase(this, name);
    }

    /** Executes statements as the superuser in the database {@code postgres}, each in a transaction of its own. */
    public void execute(String... statements) {
        executeIn("postgres", statements);
    }

    /** The driver's URL of a database, without credentials. */
    public String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** A connection with a driver of this class loader. */
    public Connection connect(String database, PostgresUser user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user.name());
        properties.setProperty("password", user.password());
        Connection connection = new org.postgresql.Driver().connect(url(database), properties);
        if (connection == null) {
            throw new SQLException("the driver does not take " + url(database));
        }
        return connection;
    }

    /**
     * Writes a file into the server's data folder, readable by the server alone.
     *
     * @param name a plain file name
     */
    public void file(String name, String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
        String program = "umask 077; rm -f " + name + "; base64 -d > " + name;
        execute("COPY (SELECT '" + base64 + "') TO PROGRAM '" + program + "'");
    }

    /** Replaces {@code pg_hba.conf} and reloads. */
    public void access(String rules) {
        file("pg_hba.conf", rules);
        reload();
    }

    /** Sets settings that need no restart, and reloads. */
    public void set(Map<String, String> settings) {
        settings.forEach((name, value) -> execute("ALTER SYSTEM SET " + name + " = '" + value + "'"));
        reload();
    }

    /** Ends all sessions at a database, as an administrator does. */
    public void terminate(String database) {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity" + " WHERE datname = '" + database
                + "' AND pid <> pg_backend_pid()");
    }

    /** Kills a backend: the server drops every session and recovers. Returns once it answers again. */
    public void crash() {
        try (Connection connection = connect("postgres", SUPERUSER);
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("SELECT pg_backend_pid()");
            row.next();
            statement.execute("COPY (SELECT 1) TO PROGRAM 'kill -9 " + row.getInt(1) + "'");
            statement.execute("SELECT pg_sleep(60)");
        } catch (SQLException expected) {
            awaitAnswer();
            return;
        }
        throw new IllegalStateException("the server outlived a killed backend");
    }

    /** Stops the server, ending all sessions, and starts it again. Returns once it answers. */
    public void restart() {
        backing.restart();
        awaitAnswer();
    }

    @Override
    public void close() {
        backing.close();
    }

    void executeIn(String database, String... statements) {
        try (Connection connection = connect(database, SUPERUSER);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in " + String.join("; ", statements), e);
        }
    }

    private void reload() {
        execute("SELECT pg_reload_conf()");
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = connect("postgres", SUPERUSER)) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the server does not answer: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
