package dev.taphouse.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes connections by a {@link ConnectionSpec}: HikariCP's own way to a driver is {@code DriverManager}. */
final class SpecDataSource implements DataSource {
    private final ConnectionSpec spec;
    private final AtomicReference<@Nullable Connection> first;

    private SpecDataSource(ConnectionSpec spec, Connection first) {
        this.spec = spec;
        this.first = new AtomicReference<>(first);
    }

    /** A data source that has its first connection already. */
    static SpecDataSource connected(ConnectionSpec spec) throws SQLException {
        return new SpecDataSource(spec, spec.connect());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection ready = first.getAndSet(null);
        return ready == null ? spec.connect() : ready;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the credentials are properties of the connection");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return Math.toIntExact(spec.timeout().toSeconds());
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging is not used");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("this wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
