package dev.taphouse.postgresql;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.postgresql.catalog.Grants;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says in one line what an error of the server or the driver means, and what mends it. */
final class Errors {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** Where the server looks whether the user may connect: of other privileges the message speaks itself. */
    private static final String CONNECTING = "CheckMyDatabase";

    private final String user;
    private final String database;

    /** For messages. */
    Errors(String user, String database) {
        this.user = user;
        this.database = database;
    }

    Optional<SourceException> explain(SQLException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SourceException explained) {
                return Optional.of(explained);
            }
        }
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return Optional.ofNullable(
                switch (state) {
                    case "08001", "08006", "08004", "08000" -> isOfServer(error) ? foreign(error) : connection(error);
                    case "28P01" -> of(Kind.CREDENTIALS, error, "Check user and password.");
                    case "28000" ->
                        of(
                                Kind.CREDENTIALS,
                                error,
                                "Check user, password and client certificate, and that the server's pg_hba.conf lets user '"
                                        + user + "' into database '" + database
                                        + "' from here; where it says 'no encryption', set ssl_mode to require.");
                    case "3D000" -> of(Kind.CONFIG, error, "Set option 'database' to a database of this server.");
                    case "57P03" ->
                        of(Kind.UNAVAILABLE, error, "Wait until the server has started.")
                                .retryAfter(SOON);
                    case "53300" ->
                        of(
                                        Kind.UNAVAILABLE,
                                        error,
                                        "Wait until others disconnect, or raise max_connections or the user's CONNECTION"
                                                + " LIMIT.")
                                .retryAfter(SOON);
                    case "57014" ->
                        of(
                                Kind.UNAVAILABLE,
                                error,
                                "Raise statement_timeout, or read less at a time; or somebody cancelled it.");
                    case "40001", "40P01" -> of(Kind.UNAVAILABLE, error, "It is tried again.");
                    case "25P03", "25P04", "55P03" ->
                        of(Kind.UNAVAILABLE, error, "Raise that time limit of the server for user '" + user + "'.");
                    case "42501" -> of(Kind.PERMISSION, error, grant(error));
                    case "42P01", "3F000" -> of(Kind.ABSENT, error, "Discover again.");
                    case "42703" -> of(Kind.DATA, error, "The table was altered since it was discovered: run again.");
                    case "55000" -> of(Kind.DATA, error, "Refresh the materialized view, or deselect the stream.");
                    default -> ofClass(state, error);
                });
    }

    private static @Nullable SourceException ofClass(String state, SQLException error) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "21", "22", "2F", "38", "39", "54", "P0" ->
                of(
                        Kind.DATA,
                        error,
                        "The server cannot compute a row: correct the view or function that fails, or deselect the"
                                + " stream.");
            case "53" -> of(Kind.UNAVAILABLE, error, "Wait until the server has room again, or give it more.");
            case "58", "XX" -> of(Kind.DATA, error, "Show this to who runs the server: its files or its memory fail.");
            case "HV" -> foreign(error);
            default -> null;
        };
    }

    /** Whether the server said it, and not the driver of the connection to it. */
    private static boolean isOfServer(SQLException error) {
        return error instanceof PSQLException driver && driver.getServerErrorMessage() != null;
    }

    private static SourceException foreign(SQLException error) {
        return of(
                Kind.UNAVAILABLE,
                error,
                "The server cannot read a foreign table: check its foreign server and the user mapping.");
    }

    private SourceException connection(SQLException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return of(
                        Kind.CONFIG,
                        "TLS: " + cause.getMessage(),
                        error,
                        "Set ssl_ca to the certificate that signed the server's, or ssl_mode to what the server offers.");
            }
            if (cause instanceof UnknownHostException) {
                return of(
                        Kind.UNAVAILABLE,
                        "no address is known for host '" + cause.getMessage() + "'",
                        error,
                        "Check option 'host'.");
            }
            if (cause instanceof EOFException) {
                return of(
                        Kind.UNAVAILABLE,
                        "the server closed the connection (" + error.getMessage() + ")",
                        error,
                        "Check that the database runs and can be reached; its log says why it ended the session.");
            }
            if (cause instanceof SocketTimeoutException) {
                return of(
                        Kind.UNAVAILABLE,
                        error.getMessage() + " (" + cause.getMessage() + ")",
                        error,
                        "Check host and port and that no firewall is between, or raise connect_timeout or socket_timeout.");
            }
        }
        String message = String.valueOf(error.getMessage());
        return message.contains("SSL") || message.contains("HostnameVerifier")
                ? of(
                        Kind.CONFIG,
                        error,
                        "Set ssl_mode to what the server offers, and host to a name in its certificate.")
                : of(Kind.UNAVAILABLE, error, "Check host and port, and that the database runs and can be reached.");
    }

    private String grant(SQLException error) {
        ServerErrorMessage server = error instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        if (server != null && CONNECTING.equals(server.getRoutine())) {
            return Grants.connect(database, user);
        }
        return "Grant the user USAGE on the schema and SELECT on the table:" + " GRANT USAGE ON SCHEMA ... TO \"" + user
                + "\"; GRANT SELECT ON ... TO \"" + user + "\"";
    }

    private static SourceException of(Kind kind, SQLException error, String remedy) {
        return of(kind, error.getMessage(), error, remedy);
    }

    private static SourceException of(Kind kind, @Nullable String what, SQLException error, String remedy) {
        // where in a statement of ours tells a user nothing
        String line =
                String.valueOf(what).strip().replaceAll("\\s*\\R\\s*", " ").replaceFirst(" Position: [0-9]+$", "");
        return new SourceException(kind, line, error).remedy(remedy);
    }
}
