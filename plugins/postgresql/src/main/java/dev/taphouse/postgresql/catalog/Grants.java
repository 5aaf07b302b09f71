package dev.taphouse.postgresql.catalog;

/** The SQL that gives a user what is missing. */
public final class Grants {

    private Grants() {}

    /** To connect. */
    public static String connect(String database, String user) {
        return "GRANT CONNECT ON DATABASE " + quote(database) + " TO " + quote(user);
    }

    /** To use a schema. */
    public static String usage(String schema, String user) {
        return "GRANT USAGE ON SCHEMA " + quote(schema) + " TO " + quote(user);
    }

    /** To read a table or view. */
    public static String select(String schema, String table, String user) {
        return "GRANT SELECT ON " + quote(schema) + "." + quote(table) + " TO " + quote(user);
    }

    /** To read all tables and views that a schema has now. */
    public static String selectAll(String schema, String user) {
        return "GRANT SELECT ON ALL TABLES IN SCHEMA " + quote(schema) + " TO " + quote(user);
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
