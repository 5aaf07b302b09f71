package dev.taphouse.testkit.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database of a test's own. Closing it drops it, with its users, slots and prepared transactions. */
public final class PostgresDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final String name;
    private final List<PostgresUser> users = new ArrayList<>();

    PostgresDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** The name; needs no quotes in SQL. */
    public String name() {
        return name;
    }

    /** Its server. */
    public PostgresServer server() {
        return server;
    }

    /** The driver's URL, without credentials. */
    public String url() {
        return server.url(name);
    }

    /** Executes statements as the superuser, each in a transaction of its own. */
    public void execute(String... statements) {
        server.executeIn(name, statements);
    }

    /** The first column of a query's rows as the server prints it; "NULL" for NULL. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " in " + sql, e);
        }
    }

    /** A connection of the superuser. */
    public Connection connect() throws SQLException {
        return connect(PostgresServer.SUPERUSER);
    }

    /** A connection of a user. */
    public Connection connect(PostgresUser user) throws SQLException {
        return server.connect(name, user);
    }

    /** A new user who may log in and nothing more. */
    public PostgresUser user() {
        return user("");
    }

    /**
     * A new user.
     *
     * @param attributes of {@code CREATE USER}, such as {@code REPLICATION}; may be empty
     */
    public PostgresUser user(String attributes) {
        PostgresUser user = new PostgresUser("user" + users.size() + "_of_" + name, "secret-" + users.size());
        execute("CREATE USER " + user.name() + " " + attributes + " PASSWORD '" + user.password() + "'");
        users.add(user);
        return user;
    }

    /** A new user who may read all tables that a schema has now, and nothing more. */
    public PostgresUser reader(String schema) {
        PostgresUser user = user();
        execute(
                "GRANT USAGE ON SCHEMA " + schema + " TO " + user.name(),
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + user.name());
        return user;
    }

    /** The options of a connection as the superuser, as a connector's config has them. */
    public Map<String, Object> config() {
        return config(PostgresServer.SUPERUSER);
    }

    /** The options of a connection as a user. */
    public Map<String, Object> config(PostgresUser user) {
        return new TreeMap<>(Map.of(
                "host",
                server.host(),
                "port",
                server.port(),
                "user",
                user.name(),
                "password",
                user.password(),
                "database",
                name));
    }

    /** Ends all sessions at this database, as an administrator does. */
    public void terminate() {
        server.terminate(name);
    }

    @Override
    public void close() {
        for (String prepared : query("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")) {
            execute("ROLLBACK PREPARED '" + prepared.replace("'", "''") + "'");
        }
        terminate();
        server.execute(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = '" + name + "'",
                "DROP DATABASE " + name + " WITH (FORCE)");
        users.forEach(user -> server.execute("DROP ROLE " + user.name()));
    }
}
