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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server of the binaries in this module, unpacked once per machine. Works as root too. */
final class BinariesBacking implements Backing {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final EmbeddedPostgres server;
    private final Path program;
    private final Path data;

    private BinariesBacking(EmbeddedPostgres server, Path program, Path data) {
        this.server = server;
        this.program = program;
        this.data = data;
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
            return new BinariesBacking(server, Path.of(row.getString(2), "pg_ctl"), Path.of(row.getString(1)));
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

    @Override
    public void restart() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.toString(), "-D", data.toString(), "-m", "fast", "-w", "restart"));
        try {
            int code = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("'" + String.join(" ", command) + "' ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server restarts", e);
        }
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
