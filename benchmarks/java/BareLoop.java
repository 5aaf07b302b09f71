import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The least that a JDBC client can do with a query's rows: {@code BareLoop URL QUERY next|getString}. */
public final class BareLoop {
    private static final int FETCH = 1000;

    private BareLoop() {}

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            // with autocommit the driver holds all rows in memory
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH);
                try (ResultSet rows = statement.executeQuery(arguments[1])) {
                    System.err.println(read(rows, arguments[2].equals("getString")));
                }
            }
        }
    }

    private static long read(ResultSet rows, boolean values) throws SQLException {
        int columns = values ? rows.getMetaData().getColumnCount() : 0;
        long characters = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                String value = rows.getString(column);
                characters += value == null ? 0 : value.length();
            }
        }
        return characters;
    }
}
