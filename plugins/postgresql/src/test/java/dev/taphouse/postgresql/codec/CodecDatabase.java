package dev.taphouse.postgresql.codec;

import dev.taphouse.postgresql.catalog.PgCatalog;
import dev.taphouse.testkit.postgresql.PostgresDatabase;
import dev.taphouse.testkit.postgresql.PostgresServer;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** A database with the types of {@code types.sql}, read as a connector reads it. */
final class CodecDatabase implements AutoCloseable {
    private final PostgresDatabase database;
    private final Connection connection;

    CodecDatabase(int major) throws SQLException {
        database = PostgresServer.shared(major).newDatabase();
        Properties properties = new Properties();
        properties.setProperty("user", PostgresServer.SUPERUSER.name());
        properties.setProperty("password", PostgresServer.SUPERUSER.password());
        properties.setProperty("binaryTransfer", "false");
        connection = DriverManager.getConnection(database.url(), properties);
        execute(ValueRow.resource("types.sql"));
        for (Map.Entry<String, String> setting : PgSettings.SESSION.entrySet()) {
            execute("SET " + setting.getKey() + " = '" + setting.getValue() + "'");
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether the server was built with what an expression needs: XML is left out of some binaries. */
    boolean takes(String expression) {
        try {
            execute("SELECT " + expression);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState().equals("0A000")) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    /** The type of a column as the catalogue describes it. */
    PgType type(String table, String column) throws SQLException {
        return new PgCatalog(List.of(), false)
                .tables(connection).stream()
                        .filter(each -> each.name().equals(table.replace("\"", "")))
                        .flatMap(each -> each.columns().stream())
                        .filter(each -> each.name().equals(column))
                        .findFirst()
                        .flatMap(each -> each.detail(PgType.class))
                        .orElseThrow();
    }

    /** The first column of a query's rows as the server's text, which COPY brings. */
    List<byte @Nullable []> copy(String query) throws SQLException {
        List<byte @Nullable []> texts = new ArrayList<>();
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT");
        CopyRow row = new CopyRow();
        for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
            row.reset(line, 0, line.length);
            int length = row.length(0);
            texts.add(length < 0 ? null : Arrays.copyOfRange(line, row.offset(0), row.offset(0) + length));
        }
        return texts;
    }

    /** The same as a SELECT brings it. */
    List<byte @Nullable []> select(String query) throws SQLException {
        List<byte @Nullable []> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getBytes(1));
            }
        }
        return texts;
    }

    /** Lets the log keep every insert from here on. */
    void log() throws SQLException {
        execute("CREATE PUBLICATION everything FOR ALL TABLES");
        execute("SELECT pg_create_logical_replication_slot('of_' || current_database(), 'pgoutput')");
    }

    /** The second column of every row inserted since {@link #log}, as {@code pgoutput} brings it, by table. */
    Map<String, List<byte @Nullable []>> logged() throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        Map<String, List<byte @Nullable []>> texts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet changes =
                        statement.executeQuery("SELECT data FROM pg_logical_slot_peek_binary_changes('of_' ||"
                                + " current_database(), NULL, NULL, 'proto_version', '1', 'publication_names',"
                                + " 'everything')")) {
            while (changes.next()) {
                ByteBuffer message = ByteBuffer.wrap(changes.getBytes(1));
                byte kind = message.get();
                if (kind == 'R') {
                    int oid = message.getInt();
                    string(message);
                    names.put(oid, string(message));
                } else if (kind == 'I') {
                    texts.computeIfAbsent(String.valueOf(names.get(message.getInt())), table -> new ArrayList<>())
                            .add(second(message));
                }
            }
        }
        return texts;
    }

    private static byte @Nullable [] second(ByteBuffer insert) {
        insert.get();
        insert.getShort();
        column(insert);
        return column(insert);
    }

    private static byte @Nullable [] column(ByteBuffer tuple) {
        if (tuple.get() == 'n') {
            return null;
        }
        byte[] text = new byte[tuple.getInt()];
        tuple.get(text);
        return text;
    }

    private static String string(ByteBuffer message) {
        StringBuilder text = new StringBuilder();
        for (byte b = message.get(); b != 0; b = message.get()) {
            text.append((char) b);
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
