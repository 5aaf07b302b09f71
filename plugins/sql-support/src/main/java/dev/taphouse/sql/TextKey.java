package dev.taphouse.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A key codec for values that come, and are sent, as the database's own text. Stateless. */
public abstract class TextKey implements KeyCodec {

    /** For subclasses. */
    protected TextKey() {}

    /**
     * The canonical value.
     *
     * @param text holds it in UTF-8; not NULL
     * @throws ValueMisfit if it can be no bookmark
     */
    public abstract Object canonical(byte[] text, int offset, int length);

    /**
     * The text that the database reads as exactly this value.
     *
     * @throws IllegalArgumentException if the value, which may come from a state file, is none of the type
     */
    public abstract String text(Object canonical);

    /** Text has no type: it is cast to that of the column. */
    @Override
    public abstract String parameter(String reference);

    @Override
    public final Object read(ResultSet row, int column) throws SQLException {
        byte[] text = row.getBytes(column);
        return canonical(text, 0, text.length);
    }

    @Override
    public final void bind(PreparedStatement statement, int parameter, Object canonical) throws SQLException {
        statement.setString(parameter, text(canonical));
    }
}
