package dev.taphouse.sql;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column travel: the type of the field, the code that copies a value, and whether rows can be
 * ordered by it. Immutable.
 */
public final class ColumnCodec {
    private final Type type;
    private final Copier copier;
    private final @Nullable TextCodec text;
    private final @Nullable KeyCodec key;
    private final @Nullable KeyCodec cursor;
    private final @Nullable String unsupported;

    private ColumnCodec(
            Type type,
            Copier copier,
            @Nullable TextCodec text,
            @Nullable KeyCodec key,
            @Nullable KeyCodec cursor,
            @Nullable String unsupported) {
        this.type = Objects.requireNonNull(type, "type is null");
        this.copier = Objects.requireNonNull(copier, "copier is null");
        this.text = text;
        this.key = key;
        this.cursor = cursor;
        this.unsupported = unsupported;
    }

    /** A column that rows cannot be ordered by. */
    public static ColumnCodec of(Type type, Copier copier) {
        return new ColumnCodec(type, copier, null, null, null, null);
    }

    /**
     * A column whose values come as the database's text.
     *
     * @param codec copies them; also those that a driver gives, whose {@code getBytes} has to give the text
     */
    public static ColumnCodec text(Type type, TextCodec codec) {
        return new ColumnCodec(type, copier(codec), codec, null, null, null);
    }

    private static Copier copier(TextCodec codec) {
        return (row, column, out, field) -> {
            byte[] text = row.getBytes(column);
            if (text != null) {
                codec.copy(text, 0, text.length, out, field);
            }
        };
    }

    /**
     * A column that is known and never read.
     *
     * @param why shown to the user
     */
    public static ColumnCodec unsupported(String why) {
        return new ColumnCodec(Type.JSON, (row, column, out, field) -> {}, null, null, null, why);
    }

    /** The same with a codec for its part in a key: values that are not equal never compare as equal. */
    public ColumnCodec key(KeyCodec codec) {
        return new ColumnCodec(type, copier, text, codec, cursor, unsupported);
    }

    /** The same with a codec for a cursor: the order is one that grows with time. */
    public ColumnCodec cursor(KeyCodec codec) {
        return new ColumnCodec(type, copier, text, key, codec, unsupported);
    }

    /** The same with one codec for both. */
    public ColumnCodec ordered(KeyCodec codec) {
        return key(codec).cursor(codec);
    }

    /** The type of the field. */
    public Type type() {
        return type;
    }

    /** The code that copies a value. */
    public Copier copier() {
        return copier;
    }

    /** The code that copies a value from the database's text, where there is one. */
    public Optional<TextCodec> textCodec() {
        return Optional.ofNullable(text);
    }

    /** The codec for its part in a key. */
    public Optional<KeyCodec> key() {
        return Optional.ofNullable(key);
    }

    /** The codec for a cursor. */
    public Optional<KeyCodec> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** Why it is never read. */
    public Optional<String> unsupportedReason() {
        return Optional.ofNullable(unsupported);
    }

    /** Copies one value. */
    @FunctionalInterface
    public interface Copier {

        /**
         * Copies the value of the current row; for NULL it does nothing.
         *
         * @param column its number in the row, from 1
         * @param field its number in the writer, from 0
         * @throws ValueMisfit if the value does not fit; nothing was written then
         */
        void copy(ResultSet row, int column, RowWriter out, int field) throws SQLException;
    }
}
