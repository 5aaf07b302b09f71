package dev.taphouse.sql;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What differs between databases: by default as the SQL standard has it. Stateless. */
public class Dialect {

    /** For subclasses, and as it is. */
    public Dialect() {}

    /** An identifier as SQL writes it, whatever characters it has. */
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A query limited to its first rows. */
    public String limited(String select, long rows) {
        return select + " FETCH FIRST " + rows + " ROWS ONLY";
    }

    /** How many rows a driver fetches at once. */
    public int fetchSize() {
        return 1000;
    }

    /**
     * Prepares a query whose rows are copied: by default by JDBC.
     *
     * @param connection in a transaction
     * @throws IllegalArgumentException if a value of the query is none of its type
     */
    public Rows rows(Connection connection, Query query) throws SQLException {
        return JdbcRows.open(connection, query, fetchSize());
    }

    /**
     * Keeps a table as it is until the end of the transaction, where the database can do that, and tells whether the
     * transaction sees its rows: where it was emptied or replaced since the snapshot was taken, some show none.
     *
     * @param connection in the transaction of a read, before its queries
     * @param columns those that are read
     * @return false when the transaction has to be rolled back, and the table read in a newer one
     * @throws SourceException of kind DATA if the columns are not what they were when the table was discovered
     */
    public boolean hold(Connection connection, Table table, List<Column> columns) throws SQLException {
        return true;
    }

    /** How several connections see the same rows, where the database can do that. */
    public Optional<Snapshots> snapshots() {
        return Optional.empty();
    }

    /** How tables are read in the order in which they lie on disk, where the database lets them. */
    public Optional<Pages> pages() {
        return Optional.empty();
    }

    /**
     * The bound of a bookmark, as it is now; the snapshot that is read with it is taken later.
     *
     * @param connection in a transaction of its own
     */
    public Cap cap(Connection connection, Table table, Column cursor) throws SQLException {
        return Cap.unknown("");
    }

    /** Reads what tables there are. */
    public Catalog catalog() {
        return new JdbcCatalog();
    }

    /** Tests that the database answers. */
    public void check(Connection connection) throws SQLException {
        connection.getMetaData().getDatabaseProductVersion();
    }

    /**
     * What an error of the database means, by the class of its SQLSTATE.
     *
     * @return empty when nothing better can be said than what the database says
     */
    public Optional<SourceException> explain(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Optional.of(explained(Kind.UNAVAILABLE, error, "Check that the database runs and can be reached."));
        }
        if (state.startsWith("28")) {
            return Optional.of(explained(Kind.CREDENTIALS, error, "Check user and password."));
        }
        return switch (state) {
            case "42501" -> Optional.of(explained(Kind.PERMISSION, error, "Grant the user SELECT on the table."));
            case "42P01", "42S02" -> Optional.of(explained(Kind.ABSENT, error, "Discover again."));
            default -> Optional.empty();
        };
    }

    private static SourceException explained(Kind kind, SQLException error, String remedy) {
        String line = String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        return new SourceException(kind, line, error).remedy(remedy);
    }
}
