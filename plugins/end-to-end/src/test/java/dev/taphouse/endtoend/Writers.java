package dev.taphouse.endtoend;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Those who write to a database while it is read: they insert, update, delete, change keys, vacuum, and keep
 * transactions open, some over several reads, some of them prepared. One step for each {@link #step}.
 */
final class Writers {
    /** The lock is held by another; the transaction that wanted it has failed. */
    private static final Set<String> LOCKED = Set.of("55P03", "25P02");

    private static final int OPEN = 4;
    private static final int PREPARED = 2;

    private final PostgresDatabase database;
    private final List<String> updated;
    private final List<String> appended;
    private final Random random;
    private final Semaphore steps = new Semaphore(0);
    private final List<Connection> open = new ArrayList<>();
    private final List<String> prepared = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "writers");
    private volatile boolean done;
    private volatile @Nullable SQLException failure;
    private int transactions;
    private long keys = 1_000_000;

    /**
     * Starts them.
     *
     * @param updated tables with {@code id}, {@code n}, {@code at} and {@code v}
     * @param appended tables that rows are only added to, with {@code v}
     */
    Writers(PostgresDatabase database, List<String> updated, List<String> appended, Random random) {
        this.database = database;
        this.updated = updated;
        this.appended = appended;
        this.random = random;
        thread.start();
    }

    /** Lets them take so many steps. */
    void step(int count) {
        steps.release(count);
    }

    /** Has them end, with every transaction; returns when they have. */
    void end() {
        done = true;
        steps.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private void run() {
        try (Connection connection = connect(true)) {
            steps.acquire();
            while (!done) {
                step(connection);
                steps.acquire();
            }
            while (!open.isEmpty()) {
                close(open.remove(0));
            }
            while (!prepared.isEmpty()) {
                decide(connection);
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Connection connection) throws SQLException {
        int what = random.nextInt(100);
        if (what < 60) {
            change(connection);
        } else if (what < 64) {
            statement(connection, "VACUUM " + one(updated));
        } else if (what < 76) {
            if (open.size() < OPEN) {
                open.add(connect(false));
            }
            change(open.get(open.size() - 1));
        } else if (what < 82 && !open.isEmpty()) {
            change(open.get(random.nextInt(open.size())));
        } else if (what < 92 && !open.isEmpty()) {
            close(open.remove(random.nextInt(open.size())));
        } else if (what < 94 && prepared.size() < PREPARED) {
            prepare();
        } else if (!prepared.isEmpty()) {
            decide(connection);
        }
    }

    /** Returns whether it went through; else the transaction can only be rolled back. */
    private boolean change(Connection connection) throws SQLException {
        if (random.nextInt(3) == 0) {
            return statement(
                    connection,
                    "INSERT INTO " + one(appended) + " (v) SELECT md5(random()::text) FROM generate_series(1, "
                            + (1 + random.nextInt(20)) + ")");
        }
        String table = one(updated);
        String some = " WHERE id % 1009 = " + random.nextInt(1009);
        int what = random.nextInt(10);
        if (what < 3) {
            long first = keys;
            keys += 1 + random.nextInt(20);
            return statement(
                    connection,
                    "INSERT INTO " + table + " (id, n, v) SELECT i, 0, repeat(md5(i::text), 40) FROM generate_series("
                            + first + ", " + (keys - 1) + ") i");
        }
        if (what < 7) {
            return statement(connection, "UPDATE " + table + " SET n = n + 1, at = now()" + some);
        }
        if (what < 8) {
            return statement(connection, "DELETE FROM " + table + some + " AND id % 2 = 0");
        }
        long beyond = keys;
        keys += 3_000_000;
        return statement(
                connection,
                "UPDATE " + table + " SET id = " + beyond + " + id, n = n + 1, at = now()" + some
                        + " AND id < 2000000");
    }

    private void prepare() throws SQLException {
        try (Connection connection = connect(false)) {
            if (!change(connection)) {
                connection.rollback(); // PREPARE would do that as well, and say nothing
                return;
            }
            String name = database.name() + "_" + transactions++;
            statement(connection, "PREPARE TRANSACTION '" + name + "'");
            connection.commit();
            prepared.add(name);
        }
    }

    private void decide(Connection connection) throws SQLException {
        String name = prepared.remove(random.nextInt(prepared.size()));
        String how = random.nextInt(4) > 0 ? "COMMIT" : "ROLLBACK";
        statement(connection, how + " PREPARED '" + name + "'");
    }

    private void close(Connection connection) throws SQLException {
        try (connection) {
            if (random.nextInt(4) > 0) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    /** What a transaction of another holds is left as it is; returns whether it went through. */
    private static boolean statement(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (!LOCKED.contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private Connection connect(boolean autoCommit) throws SQLException {
        Connection connection = database.connect();
        statement(connection, "SET lock_timeout = 20");
        connection.setAutoCommit(autoCommit);
        return connection;
    }

    private String one(List<String> tables) {
        return tables.get(random.nextInt(tables.size()));
    }
}
