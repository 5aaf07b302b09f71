package dev.taphouse.sql;

import dev.taphouse.api.RowWriter;
import java.sql.SQLException;

/**
 * The rows of a {@link Query}, one after another. For one thread, but for {@link #cancel()}.
 *
 * <p>By default they come by JDBC; a dialect that knows a faster way gives its own in {@link Dialect#rows}.
 */
public interface Rows extends AutoCloseable {

    /**
     * Goes on to the next row. The first call runs the query, so that {@link #cancel()} can end it.
     *
     * @return whether there is one
     */
    boolean next() throws SQLException;

    /**
     * Copies a field of this row; for NULL it does nothing.
     *
     * @param field its number among {@link Query#fields()}, from 0
     * @throws ValueMisfit if the value does not fit its type; nothing was written then
     */
    void copy(int field, RowWriter out) throws SQLException;

    /**
     * The canonical value of a part of the order in the last row there was: also after the end, and after {@link
     * #next()} threw.
     *
     * @param part its number in {@link Query#order()}, from 0; its value is not NULL
     * @throws ValueMisfit if it can be no bookmark
     */
    Object order(int part) throws SQLException;

    /**
     * What a column of this row holds, for messages.
     *
     * @param column its number in {@link Query#columns()}, from 0
     */
    String text(int column) throws SQLException;

    /** Makes {@link #next()} end or throw soon. Any thread. */
    void cancel();

    /** Ends the query; the transaction may be of no more use. */
    @Override
    void close() throws SQLException;
}
