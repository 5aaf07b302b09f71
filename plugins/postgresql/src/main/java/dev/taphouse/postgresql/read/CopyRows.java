package dev.taphouse.postgresql.read;

import dev.taphouse.api.RowWriter;
import dev.taphouse.postgresql.codec.CopyRow;
import dev.taphouse.sql.Query;
import dev.taphouse.sql.Rows;
import dev.taphouse.sql.TextCodec;
import dev.taphouse.sql.TextKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.postgresql.util.PSQLState;

/**
 * Rows by {@code COPY (SELECT ...) TO STDOUT} in text format: the server's fastest way out, and from its bytes to those of
 * the record there is no string between.
 *
 * <p>COPY takes no parameters, so they are settings of the transaction, set by a bound {@code set_config} and read back by
 * {@code current_setting}: no value is ever part of a statement's text.
 */
public final class CopyRows implements Rows {
    private static final String SETTING = "taphouse.p";

    private final Connection connection;
    private final PGConnection server;
    private final String copy;
    private final List<String> parameters;
    private final TextCodec[] codecs;
    private final TextKey[] order;
    private final int[] orderColumns;
    private final CopyRow row = new CopyRow();
    private @Nullable CopyOut out;

    private CopyRows(Connection connection, String copy, List<String> parameters, Query query) throws SQLException {
        this.connection = connection;
        this.server = connection.unwrap(PGConnection.class);
        this.copy = copy;
        this.parameters = parameters;
        this.codecs = query.fields().stream()
                .map(field -> field.textCodec().orElseThrow())
                .toArray(TextCodec[]::new);
        this.order = query.order().stream().map(TextKey.class::cast).toArray(TextKey[]::new);
        this.orderColumns = query.orderColumns();
    }

    /**
     * Prepares a query.
     *
     * @param connection in a transaction
     * @throws IllegalArgumentException if a value of the query is none of its type
     */
    public static Rows of(Connection connection, Query query) throws SQLException {
        List<String> parameters = new ArrayList<>();
        String select = query.sql((codec, value) -> {
            parameters.add(((TextKey) codec).text(value));
            return codec.parameter("current_setting('" + SETTING + parameters.size() + "')");
        });
        return new CopyRows(connection, "COPY (" + select + ") TO STDOUT" + encoding(connection), parameters, query);
    }

    /** A server that does not know how its text is encoded would refuse what is not UTF-8, and with it the table. */
    private static String encoding(Connection connection) throws SQLException {
        String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
        return "SQL_ASCII".equals(encoding) ? " (ENCODING 'SQL_ASCII')" : "";
    }

    @Override
    public boolean next() throws SQLException {
        CopyOut open = out;
        if (open == null) {
            open = open();
            out = open;
        }
        if (order.length == 0) {
            // nobody asks for the row before, which may be a large one: two need not be held
            row.clear();
        }
        byte[] line = open.readFromCopy();
        if (line == null) {
            return false;
        }
        row.reset(line, 0, line.length);
        return true;
    }

    private CopyOut open() throws SQLException {
        if (!parameters.isEmpty()) {
            String settings = IntStream.rangeClosed(1, parameters.size())
                    .mapToObj(number -> "set_config('" + SETTING + number + "', ?, true)")
                    .collect(Collectors.joining(", ", "SELECT ", ""));
            try (PreparedStatement statement = connection.prepareStatement(settings)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setString(i + 1, parameters.get(i));
                }
                statement.execute();
            }
        }
        return server.getCopyAPI().copyOut(copy);
    }

    @Override
    public void copy(int field, RowWriter writer) {
        int length = row.length(field);
        if (length >= 0) {
            codecs[field].copy(row.bytes(), row.offset(field), length, writer, field);
        }
    }

    @Override
    public Object order(int part) {
        int column = orderColumns[part];
        return order[part].canonical(row.bytes(), row.offset(column), row.length(column));
    }

    @Override
    public String text(int column) {
        int length = row.length(column);
        return length < 0 ? "NULL" : new String(row.bytes(), row.offset(column), length, StandardCharsets.UTF_8);
    }

    @Override
    public void cancel() {
        try {
            server.cancelQuery();
        } catch (SQLException e) {
            throw new IllegalStateException("the query could not be cancelled", e);
        }
    }

    /** Ends a copy that is not through; the transaction is of no use after that. */
    @Override
    public void close() throws SQLException {
        CopyOut open = out;
        if (open == null || !open.isActive()) {
            return;
        }
        server.cancelQuery();
        try {
            while (open.readFromCopy() != null) {
                // what the server had sent before it heard of it
            }
        } catch (SQLException e) {
            if (!PSQLState.QUERY_CANCELED.getState().equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
