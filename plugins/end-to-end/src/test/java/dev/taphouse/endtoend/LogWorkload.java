package dev.taphouse.endtoend;

import dev.taphouse.testkit.postgresql.PostgresDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A random workload: every kind of change, on tables of every kind, in transactions that are open beside each other, with
 * savepoints that are rolled back, some of thousands of rows, and DDL between. For one thread.
 */
final class LogWorkload {
    /** What another transaction holds, or a column that came or went meanwhile. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "25P02", "42703", "23505", "40P01");

    private static final int OPEN = 3;
    static final List<String> TABLES = List.of("plain", "whole", "parted", "pair", "kinds");

    private final PostgresDatabase database;
    private final Random random;
    private final List<Connection> open = new ArrayList<>();
    private int columns;
    private long keys = 1000;

    LogWorkload(PostgresDatabase database, Random random) {
        this.database = database;
        this.random = random;
    }

    /** Makes the tables and their first rows. */
    void begin() {
        String columns = ", n int NOT NULL DEFAULT 0, v text, big text)";
        database.execute(
                "CREATE TABLE plain (id bigint PRIMARY KEY" + columns,
                "CREATE TABLE whole (id bigint PRIMARY KEY" + columns,
                "ALTER TABLE whole REPLICA IDENTITY FULL",
                "CREATE TABLE parted (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0, v text, big text)"
                        + " PARTITION BY HASH (id)",
                "CREATE TABLE parted_a PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE parted_b PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "CREATE TABLE pair (id bigint, part text, n int NOT NULL DEFAULT 0, v text, big text,"
                        + " PRIMARY KEY (part, id))",
                "CREATE TABLE kinds (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0, v text, big text, a numeric,"
                        + " b boolean, c timestamptz, d bytea, e double precision, f uuid, g date)");
        for (String table : TABLES) {
            database.execute("ALTER TABLE " + table + " ALTER big SET STORAGE EXTERNAL");
            database.execute(insert(table, 0, 400));
        }
    }

    /** Takes so many steps. */
    void step(int count) {
        try {
            for (int i = 0; i < count; i++) {
                step();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " " + e.getSQLState(), e);
        }
    }

    /** Ends every transaction. */
    void settle() {
        for (Connection each : open) {
            try (each) {
                each.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }

    private void step() throws SQLException {
        int what = random.nextInt(100);
        if (what < 55) {
            try (Connection connection = connect()) {
                transaction(connection, 1 + random.nextInt(6));
            }
        } else if (what < 70) {
            if (open.size() < OPEN) {
                open.add(connect());
            }
            change(open.get(random.nextInt(open.size())));
        } else if (what < 85) {
            if (!open.isEmpty()) {
                end(open.remove(random.nextInt(open.size())));
            }
        } else if (what < 88) {
            long first = keys;
            keys += 3000;
            String table = TABLES.get(random.nextInt(TABLES.size()));
            execute(insert(table, first, 3000));
        } else if (what < 91) {
            execute("UPDATE " + table() + " SET n = n + 1");
        } else if (what < 94) {
            execute("DELETE FROM " + table() + " WHERE id > 1500 AND id % 3 = 0");
        } else if (what < 97) {
            ddl();
        } else {
            execute("SELECT pg_logical_emit_message(true, 'other', 'no row')");
        }
    }

    private void transaction(Connection connection, int changes) throws SQLException {
        for (int i = 0; i < changes; i++) {
            if (random.nextInt(5) == 0) {
                Savepoint savepoint = connection.setSavepoint();
                change(connection);
                connection.rollback(savepoint);
            } else if (random.nextInt(5) == 0) {
                connection.setSavepoint();
                change(connection);
            } else {
                change(connection);
            }
        }
        end(connection);
    }

    private void end(Connection connection) throws SQLException {
        try (connection) {
            if (random.nextInt(6) > 0) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    /** A failed one takes back to before it, so that its transaction goes on. */
    private void change(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute(change());
        } catch (SQLException e) {
            if (!IN_THE_WAY.contains(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
        }
    }

    private String change() {
        String table = table();
        String some = " WHERE id % 97 = " + random.nextInt(97);
        int what = random.nextInt(10);
        if (what < 3) {
            long first = keys;
            int count = 1 + random.nextInt(20);
            keys += count;
            return insert(table, first, count);
        }
        if (what < 6) {
            return "UPDATE " + table + " SET n = n + 1, v = " + text() + some;
        }
        if (what < 7) {
            return "UPDATE " + table + " SET big = " + big("id + " + random.nextInt(1000)) + some;
        }
        if (what < 8) {
            return "DELETE FROM " + table + some;
        }
        if (what < 9) {
            long beyond = keys;
            keys += 100_000;
            return "UPDATE " + table + " SET id = " + beyond + " + id, n = n + 1" + some + " AND id < 100000";
        }
        // away and back in one transaction
        return "WITH gone AS (DELETE FROM " + table + some + " RETURNING id) SELECT count(*) FROM gone";
    }

    private String insert(String table, long first, int count) {
        String rows = " FROM generate_series(" + first + ", " + (first + count - 1) + ") i";
        String common = "i, i % 7, " + text() + ", CASE WHEN i % 5 = 0 THEN " + big("i") + " END";
        if (table.equals("pair")) {
            return "INSERT INTO pair (id, n, v, big, part) SELECT " + common + ", 'p' || i % 3" + rows;
        }
        if (table.equals("kinds")) {
            return "INSERT INTO kinds (id, n, v, big, a, b, c, d, e, f, g) SELECT " + common
                    + ", i * 1.000100, i % 2 = 0, now(), decode(md5(i::text), 'hex'), i / 8.0, md5(i::text)::uuid,"
                    + " date '2026-01-01' - (i % 20000)::int" + rows;
        }
        return "INSERT INTO " + table + " (id, n, v, big) SELECT " + common + rows;
    }

    private String text() {
        return switch (random.nextInt(4)) {
            case 0 -> "NULL";
            case 1 -> "''";
            case 2 -> "E'tab\\t, quote\" and \\\\ and line\\nbreak é€'";
            default -> "md5('" + random.nextInt() + "')";
        };
    }

    /** Longer than what stays in the row: out of line, and so left out of updates that do not change it. */
    private static String big(String seed) {
        return "repeat(md5((" + seed + ")::text), 100)";
    }

    /** Columns come, go and change their type. */
    private void ddl() throws SQLException {
        String table = table();
        if (random.nextInt(3) == 0) {
            execute("ALTER TABLE " + table + " ALTER n TYPE " + (random.nextBoolean() ? "bigint" : "int"));
        } else if (columns == 0 || random.nextInt(3) > 0) {
            String name = "extra" + columns++;
            execute("ALTER TABLE " + table + " ADD COLUMN " + name + " text");
            execute("UPDATE " + table + " SET " + name + " = 'x' || id WHERE id % 7 = 0");
        } else {
            execute("ALTER TABLE " + table + " DROP COLUMN IF EXISTS extra" + random.nextInt(columns));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            if (!IN_THE_WAY.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = 20");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private String table() {
        return TABLES.get(random.nextInt(TABLES.size()));
    }
}
