package dev.taphouse.sql.server;

import dev.taphouse.api.Option;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The options that each connector of a database server has. The aliases are the names of other taps. */
public final class ServerOptions {
    /** The host. */
    public static final Option<String> HOST =
            Option.text("host", "Name or address of the server").example("db.example.com");

    /** The user. */
    public static final Option<String> USER =
            Option.text("user", "User of the database").alias("username").example("taphouse");

    /** The password; none where the server lets the user in by a certificate. */
    public static final Option<Optional<String>> PASSWORD =
            Option.secret("password", "Password of the user").optional();

    /** The database. */
    public static final Option<String> DATABASE =
            Option.text("database", "Database to read").alias("dbname").example("shop");

    /** How long to wait for a connection. */
    public static final Option<Duration> CONNECT_TIMEOUT = Option.duration(
                    "connect_timeout", "How long to wait for a connection")
            .defaultsTo(Duration.ofSeconds(30));

    /** How long to wait for the next byte of an answer. */
    public static final Option<Duration> SOCKET_TIMEOUT = Option.duration(
                    "socket_timeout", "How long the server may be silent while it answers, as when it sorts")
            .defaultsTo(Duration.ofMinutes(30));

    /** How long a statement may take, its rows included. */
    public static final Option<Duration> STATEMENT_TIMEOUT = Option.duration(
                    "statement_timeout", "How long the server may work on one statement, its rows included")
            .defaultsTo(Duration.ofHours(24));

    /** The name that the server shows for the session. */
    public static final Option<String> APPLICATION_NAME = Option.text(
                    "application_name", "Name that the server lists the session under")
            .defaultsTo("taphouse");

    /** Properties of the driver. */
    public static final Option<Map<String, Object>> OPTIONS = Option.object(
                    "options",
                    "Properties of the JDBC driver, by name",
                    "{\"type\": \"object\", \"additionalProperties\":"
                            + " {\"type\": [\"string\", \"boolean\", \"integer\"]}}")
            .defaultsTo(Map.of());

    private ServerOptions() {}

    /**
     * The port.
     *
     * @param usual that of the database
     */
    public static Option<Long> port(long usual) {
        return Option.integer("port", "Port of the server").defaultsTo(usual);
    }
}
