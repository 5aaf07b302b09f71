package dev.taphouse.postgresql.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.taphouse.api.Option;
import dev.taphouse.api.SourceContext;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.sql.ConnectionSpec;
import dev.taphouse.sql.server.ServerOptions;
import dev.taphouse.sql.server.SshServer;
import dev.taphouse.sql.server.SshTunnel;
import dev.taphouse.sql.server.Tls;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** A connection to a PostgreSQL server, as the options say. */
public final class ServerConnection {
    private static final Option<Long> PORT = ServerOptions.port(5432);
    private static final int MAX_PORT = 65_535;
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?");
    /** Properties, in lower case, that would go round an option; those of TLS begin with "ssl". */
    private static final Set<String> OWN = Set.of(
            "user",
            "password",
            "applicationname",
            "connecttimeout",
            "sockettimeout",
            "logintimeout",
            "socketfactory",
            "socketfactoryarg",
            "pghost",
            "pgport",
            "pgdbname",
            "service",
            "replication",
            "readonly");

    private ServerConnection() {}

    /** The options but those of TLS and tunnel. */
    public static List<Option<?>> options() {
        return List.of(
                ServerOptions.HOST,
                PORT,
                ServerOptions.USER,
                ServerOptions.PASSWORD,
                ServerOptions.DATABASE,
                ServerOptions.CONNECT_TIMEOUT,
                ServerOptions.SOCKET_TIMEOUT,
                ServerOptions.STATEMENT_TIMEOUT,
                ServerOptions.APPLICATION_NAME,
                ServerOptions.OPTIONS);
    }

    /**
     * How to connect. Reads the files that options name; opens nothing.
     *
     * @throws SourceException of kind CONFIG for options that cannot work
     */
    public static ConnectionSpec spec(SourceContext context) {
        String host = host(context.get(ServerOptions.HOST));
        int port = port(context.get(PORT));
        Duration statement = context.get(ServerOptions.STATEMENT_TIMEOUT);
        ConnectionSpec spec = ConnectionSpec.of(new Driver(), url(host, port, context.get(ServerOptions.DATABASE)))
                .properties(properties(context))
                .properties(TlsSocketFactory.properties(Tls.of(context)))
                .timeout(context.get(ServerOptions.CONNECT_TIMEOUT))
                .prepare(connection -> prepare(connection, statement));
        Optional<SshServer> ssh = SshServer.of(context);
        if (ssh.isEmpty()) {
            return spec;
        }
        return spec.through(
                new TunnelRoute(new SshTunnel(ssh.get(), host, port, context.get(ServerOptions.CONNECT_TIMEOUT))));
    }

    private static Properties properties(SourceContext context) {
        Properties properties = new Properties();
        context.get(ServerOptions.OPTIONS).forEach((name, value) -> {
            properties.setProperty(free(name), String.valueOf(value));
        });
        Duration connect = context.get(ServerOptions.CONNECT_TIMEOUT);
        properties.setProperty("user", context.get(ServerOptions.USER));
        context.get(ServerOptions.PASSWORD).ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", context.get(ServerOptions.APPLICATION_NAME));
        properties.setProperty("connectTimeout", seconds(connect));
        properties.setProperty("loginTimeout", seconds(connect));
        properties.setProperty("socketTimeout", seconds(context.get(ServerOptions.SOCKET_TIMEOUT)));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** Not by the startup packet, of which poolers take only what they know. */
    private static void prepare(Connection connection, Duration statementTimeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + statementTimeout.toMillis());
        }
    }

    private static String url(String host, int port, String database) {
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + authority + ":" + port + "/" + URLEncoder.encode(database, UTF_8);
    }

    /** A host could else bring properties of its own into the URL. */
    private static String host(String given) {
        String host = given.startsWith("[") && given.endsWith("]") ? given.substring(1, given.length() - 1) : given;
        if (!HOST.matcher(host).matches()) {
            throw new SourceException(Kind.CONFIG, "option 'host' is '" + given + "', which is no name or address")
                    .remedy(
                            "Set it to the server's name or address alone; port and database have options of their own.");
        }
        return host;
    }

    private static int port(long given) {
        if (given < 1 || given > MAX_PORT) {
            throw new SourceException(Kind.CONFIG, "option 'port' is " + given + ", which is no port")
                    .remedy("Set it to a number from 1 to " + MAX_PORT + "; PostgreSQL's own is 5432.");
        }
        return (int) given;
    }

    private static String free(String property) {
        String lower = property.toLowerCase(Locale.ROOT);
        if (OWN.contains(lower) || lower.startsWith("ssl")) {
            throw new SourceException(
                            Kind.CONFIG, "option 'options' has '" + property + "', for which there is an option")
                    .remedy("Remove it from options, and set the option of the connector.");
        }
        return property;
    }

    /** At least one: the driver takes 0 for no limit. */
    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.toSeconds()));
    }

    /** Adds the tunnel's entrance, which changes when it is opened again. */
    private record TunnelRoute(SshTunnel tunnel) implements ConnectionSpec.Route {

        @Override
        public Map<String, String> open() {
            return TunnelSocketFactory.properties(tunnel.entrance());
        }

        @Override
        public void close() {
            tunnel.close();
        }
    }
}
