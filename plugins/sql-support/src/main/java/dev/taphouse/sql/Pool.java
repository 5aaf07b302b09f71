package dev.taphouse.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;

/** The connections of a session: read-only, not auto-committing. For one thread per connection. */
final class Pool implements AutoCloseable {
    private final HikariDataSource connections;
    private final ConnectionSpec spec;

    private Pool(HikariDataSource connections, ConnectionSpec spec) {
        this.connections = connections;
        this.spec = spec;
    }

    /**
     * Connects once, so that what is wrong is known now and in the driver's own words.
     *
     * @param size how many connections at most
     */
    static Pool open(ConnectionSpec spec, int size) throws SQLException {
        try {
            return connected(spec, size);
        } catch (SQLException | RuntimeException e) {
            spec.close();
            throw e;
        }
    }

    private static Pool connected(ConnectionSpec spec, int size) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(SpecDataSource.connected(spec));
        config.setPoolName("sql");
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(250, spec.timeout().toMillis()));
        try {
            return new Pool(new HikariDataSource(config), spec);
        } catch (HikariPool.PoolInitializationException e) {
            throw reason(e);
        }
    }

    /** What the driver said, which the pool wraps. */
    static SQLException reason(Exception failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException inner) {
                return inner;
            }
        }
        return failure instanceof SQLException outer ? outer : new SQLException(failure.getMessage(), failure);
    }

    /** A connection at the begin of a transaction; closing it ends the transaction and gives it back. */
    Connection take() throws SQLException {
        return connections.getConnection();
    }

    @Override
    public void close() {
        connections.close();
        spec.close();
    }
}
