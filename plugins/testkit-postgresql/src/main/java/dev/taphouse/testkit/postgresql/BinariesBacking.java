package dev.taphouse.testkit.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** A server of the binaries in this module, unpacked once per machine. Works as root too. */
final class BinariesBacking implements Backing {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EmbeddedPostgres server;
    private final PgCtl control;

    private BinariesBacking(EmbeddedPostgres server, PgCtl control) {
        this.server = server;
        this.control = control;
    }

    static BinariesBacking start(int major, Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> archive(major, system, machine))
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
        settings.forEach(builder::setServerConfig);
        try {
            EmbeddedPostgres server = builder.start();
            return located(server);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " does not start: " + e.getMessage(), e);
        }
    }

    private static BinariesBacking located(EmbeddedPostgres server) throws IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('data_directory'),"
                        + " (SELECT setting FROM pg_config WHERE name = 'BINDIR')")) {
            row.next();
            return new BinariesBacking(
                    server, new PgCtl(Path.of(row.getString(2), "pg_ctl"), Path.of(row.getString(1))));
        } catch (SQLException e) {
            server.close();
            throw new IOException(e);
        }
    }

    private static InputStream archive(int major, String system, String machine) throws IOException {
        String arch = machine.equals("aarch64") ? "arm_64" : machine;
        String name = major + "/postgres-" + system.toLowerCase(Locale.ROOT) + "-" + arch + ".txz";
        InputStream archive = BinariesBacking.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IOException("there are no binaries " + name + " in this module: start Docker");
        }
        return archive;
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return server.getPort();
    }

    /** The program that starts and stops it. */
    PgCtl control() {
        return control;
    }

    @Override
    public void restart() {
        control.run("-m", "fast", "restart");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
