package dev.taphouse.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Takes the value of a column that orders rows into a bookmark and back. Both ways are exact: what is bound compares
 * in the database as the value that was read.
 */
public interface KeyCodec {

    /**
     * The canonical value of the current row: a number, a Boolean or canonical text, as {@code Position} takes it.
     *
     * @param column its number in the row, from 1; its value is not NULL
     * @throws ValueMisfit if the value does not fit the type of its column
     */
    Object read(ResultSet row, int column) throws SQLException;

    /**
     * Binds a canonical value.
     *
     * @param parameter its number, from 1
     * @throws IllegalArgumentException if the value, which may come from a state file, is none of the type
     */
    void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException;

    /**
     * The SQL expression that is compared and ordered by.
     *
     * @param column the quoted name of the column
     */
    default String expression(String column) {
        return column;
    }

    /**
     * The SQL of a parameter of this type.
     *
     * @param reference what stands for the value: a question mark, or an expression of type text
     */
    default String parameter(String reference) {
        return reference;
    }
}
