package dev.taphouse.sql;

import dev.taphouse.api.RowWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows by a prepared statement. */
final class JdbcRows implements Rows {
    private final PreparedStatement statement;
    private final ColumnCodec.Copier[] copiers;
    private final KeyCodec[] order;
    private final int[] orderColumns;

    /** The order's values of the row: kept, since the last row is gone when {@link #next()} finds no more. */
    private final @Nullable Object[] kept;

    private @Nullable ResultSet result;

    private JdbcRows(PreparedStatement statement, Query query) {
        this.statement = statement;
        this.copiers = query.fields().stream().map(ColumnCodec::copier).toArray(ColumnCodec.Copier[]::new);
        this.order = query.order().toArray(KeyCodec[]::new);
        this.orderColumns = query.orderColumns();
        this.kept = new Object[order.length];
    }

    /**
     * Prepares the query.
     *
     * @param fetchSize how many rows the driver fetches at once
     */
    static Rows open(Connection connection, Query query, int fetchSize) throws SQLException {
        PreparedStatement statement = prepare(connection, query::sql);
        try {
            statement.setFetchSize(fetchSize);
            return new JdbcRows(statement, query);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /**
     * A statement with its parameters bound.
     *
     * @throws IllegalArgumentException if a value is none of its type
     */
    static PreparedStatement prepare(Connection connection, Function<Parameters, String> sql) throws SQLException {
        List<KeyCodec> codecs = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        PreparedStatement statement = connection.prepareStatement(sql.apply((codec, value) -> {
            codecs.add(codec);
            values.add(value);
            return codec.parameter("?");
        }));
        try {
            for (int i = 0; i < codecs.size(); i++) {
                codecs.get(i).bind(statement, i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    @Override
    public boolean next() throws SQLException {
        ResultSet row = row();
        if (!row.next()) {
            return false;
        }
        for (int i = 0; i < order.length; i++) {
            try {
                kept[i] = order[i].read(row, orderColumns[i] + 1);
            } catch (ValueMisfit misfit) {
                kept[i] = misfit;
            }
        }
        return true;
    }

    private ResultSet row() throws SQLException {
        ResultSet open = result;
        if (open == null) {
            open = statement.executeQuery();
            result = open;
        }
        return open;
    }

    @Override
    public void copy(int field, RowWriter out) throws SQLException {
        copiers[field].copy(row(), field + 1, out, field);
    }

    @Override
    public Object order(int part) {
        Object value = kept[part];
        if (value instanceof ValueMisfit misfit) {
            throw misfit;
        }
        if (value == null) {
            throw new IllegalStateException("there was no row");
        }
        return value;
    }

    @Override
    public String text(int column) throws SQLException {
        return String.valueOf(row().getString(column + 1));
    }

    @Override
    public void cancel() {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException("the query could not be cancelled", e);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
