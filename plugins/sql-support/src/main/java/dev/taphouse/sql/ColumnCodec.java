package dev.taphouse.sql;

import dev.taphouse.api.RowWriter;
import dev.taphouse.api.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column travel: the type of the field, the code that copies a value, and whether rows can be
 * ordered by it. Immutable.
 */
public final class ColumnCodec {
    private final Type type;
    private final Supplier<Copier> copiers;
    private final @Nullable Supplier<? extends TextCodec> texts;
    private final @Nullable KeyCodec key;
    private final @Nullable KeyCodec cursor;
    private final boolean lossy;
    private final @Nullable String unsupported;

    private ColumnCodec(
            Type type,
            Supplier<Copier> copiers,
            @Nullable Supplier<? extends TextCodec> texts,
            @Nullable KeyCodec key,
            @Nullable KeyCodec cursor,
            boolean lossy,
            @Nullable String unsupported) {
        this.type = Objects.requireNonNull(type, "type is null");
        this.copiers = copiers;
        this.texts = texts;
        this.key = key;
        this.cursor = cursor;
        this.lossy = lossy;
        this.unsupported = unsupported;
    }

    /** A column that rows cannot be ordered by. */
    public static ColumnCodec of(Type type, Copier copier) {
        Objects.requireNonNull(copier, "copier is null");
        return new ColumnCodec(type, () -> copier, null, null, null, false, null);
    }

    /**
     * A column whose values come as the database's text.
     *
     * @param codecs makes what copies them, for one read each; a driver that is asked for such a value has to give its
     *     text by {@code getBytes}
     */
    public static ColumnCodec text(Type type, Supplier<? extends TextCodec> codecs) {
        return new ColumnCodec(type, () -> copier(codecs.get()), codecs, null, null, false, null);
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
        return new ColumnCodec(Type.JSON, () -> (row, column, out, field) -> {}, null, null, null, false, why);
    }

    /** The same with a codec for its part in a key: values that are not equal never compare as equal. */
    public ColumnCodec key(KeyCodec codec) {
        return new ColumnCodec(type, copiers, texts, codec, cursor, lossy, unsupported);
    }

    /** The same with a codec for a cursor: the order is one that grows with time. */
    public ColumnCodec cursor(KeyCodec codec) {
        return new ColumnCodec(type, copiers, texts, key, codec, lossy, unsupported);
    }

    /** The same with one codec for both. */
    public ColumnCodec ordered(KeyCodec codec) {
        return key(codec).cursor(codec);
    }

    /** The same for a type with values that cannot be represented: the field may be null whatever the column says. */
    public ColumnCodec lossy() {
        return new ColumnCodec(type, copiers, texts, key, cursor, true, unsupported);
    }

    /** Whether a value that is not NULL may come out as null. */
    public boolean isLossy() {
        return lossy;
    }

    /** The type of the field. */
    public Type type() {
        return type;
    }

    /** The code that copies a value, for one read. */
    public Copier copier() {
        return copiers.get();
    }

    /** The code that copies a value from the database's text, for one read; empty where the column has none. */
    public Optional<TextCodec> textCodec() {
        return texts == null ? Optional.empty() : Optional.of(texts.get());
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
