package dev.taphouse.sqlite;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.sql.Catalog;
import dev.taphouse.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What differs in SQLite. */
final class SqliteDialect extends Dialect {
    private static final int PRIMARY_CODE = 0xff;

    @Override
    public String limited(String select, long rows) {
        return select + " LIMIT " + rows;
    }

    @Override
    public Catalog catalog() {
        return new SqliteCatalog(this);
    }

    @Override
    public void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
            row.next();
        }
    }

    /** By SQLite's result code; SQLite has no SQLSTATE. */
    @Override
    public Optional<SourceException> explain(SQLException error) {
        return Optional.ofNullable(
                switch (error.getErrorCode() & PRIMARY_CODE) {
                    case 5, 6 ->
                        explained(
                                Kind.UNAVAILABLE,
                                "the database is locked by another program",
                                error,
                                "Wait until it has written, or raise busy_timeout.");
                    case 26 ->
                        explained(
                                Kind.CONFIG,
                                "option 'database': the file is not an SQLite database, or it is encrypted",
                                error,
                                "Set it to the path of an SQLite 3 database file.");
                    case 11 ->
                        explained(
                                Kind.DATA,
                                "the database is damaged",
                                error,
                                "Repair it with the sqlite3 command .recover.");
                    case 3, 8, 14, 23 ->
                        explained(
                                Kind.PERMISSION,
                                "the database cannot be opened for reading",
                                error,
                                "Let the user of this process read the file and its -wal and -shm files, and write in its"
                                        + " folder when it is in WAL mode or was left by a crash.");
                    case 10 ->
                        explained(Kind.UNAVAILABLE, "the database file cannot be read", error, "Check the disk.");
                    default -> null;
                });
    }

    private static SourceException explained(Kind kind, String what, SQLException error, String remedy) {
        return new SourceException(kind, what + " (" + error.getMessage() + ")", error).remedy(remedy);
    }
}
