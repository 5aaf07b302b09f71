package dev.taphouse.sql;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * How to connect: a driver, a URL, properties. Immutable; each method that sets something returns a new spec.
 *
 * <p>The driver is an instance that the connector made, from its own class loader: {@code DriverManager} would look for
 * one by the loaders of others.
 */
public final class ConnectionSpec {
    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final Duration timeout;
    private final Preparation preparation;
    private final Route route;

    private ConnectionSpec(
            Driver driver, String url, Properties properties, Duration timeout, Preparation preparation, Route route) {
        this.driver = Objects.requireNonNull(driver, "driver is null");
        this.url = Objects.requireNonNull(url, "url is null");
        this.properties = properties;
        this.timeout = timeout;
        this.preparation = preparation;
        this.route = Objects.requireNonNull(route, "route is null");
    }

    /**
     * Without properties, given up after 30 seconds.
     *
     * @param url without credentials: it may be shown in errors; they belong into {@link #property}
     */
    public static ConnectionSpec of(Driver driver, String url) {
        return new ConnectionSpec(
                driver, url, new Properties(), Duration.ofSeconds(30), connection -> {}, Route.DIRECT);
    }

    /** The same with a property of the driver, such as {@code user}. Never shown. */
    public ConnectionSpec property(String name, String value) {
        Properties more = new Properties();
        properties.forEach(more::put);
        more.put(name, value);
        return new ConnectionSpec(driver, url, more, timeout, preparation, route);
    }

    /** The same with properties of the driver. */
    public ConnectionSpec properties(Properties all) {
        ConnectionSpec spec = this;
        for (String name : all.stringPropertyNames()) {
            spec = spec.property(name, all.getProperty(name));
        }
        return spec;
    }

    /** The same, waiting no longer than this for a connection. */
    public ConnectionSpec timeout(Duration atMost) {
        return new ConnectionSpec(driver, url, properties, atMost, preparation, route);
    }

    /** The same with what is done to each new connection before it is used. */
    public ConnectionSpec prepare(Preparation each) {
        return new ConnectionSpec(driver, url, properties, timeout, each, route);
    }

    /** The same by a route, which is closed with the session. */
    public ConnectionSpec through(Route way) {
        return new ConnectionSpec(driver, url, properties, timeout, preparation, way);
    }

    Duration timeout() {
        return timeout;
    }

    /** Closes the route. */
    public void close() {
        route.close();
    }

    /** A new connection. The caller closes it. */
    public Connection connect() throws SQLException {
        Properties copy = new Properties();
        properties.forEach(copy::put);
        route.open().forEach(copy::put);
        Connection connection = driver.connect(url, copy);
        if (connection == null) {
            throw new SQLException(driver.getClass().getName() + " does not take the URL " + url);
        }
        try {
            preparation.prepare(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Prepares a connection: settings of the session, functions. */
    @FunctionalInterface
    public interface Preparation {

        /** Does it; when it throws, the connection is closed. */
        void prepare(Connection connection) throws SQLException;
    }

    /** A way to the server that is opened before it, such as a tunnel. Safe for several threads. */
    public interface Route extends AutoCloseable {
        /** No way of its own. */
        Route DIRECT = Map::of;

        /**
         * Opens what is not open, or no longer, and says which properties a connection needs that is made now.
         *
         * @throws dev.taphouse.api.SourceException when it cannot be opened
         */
        Map<String, String> open();

        /** Closes it; it may be opened again. */
        @Override
        default void close() {}
    }
}
