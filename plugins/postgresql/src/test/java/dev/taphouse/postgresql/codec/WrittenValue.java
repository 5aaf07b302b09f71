package dev.taphouse.postgresql.codec;

import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a codec writes into a field as the JSON that it stands for, byte by byte. */
final class WrittenValue implements RowWriter {
    private final Type type;
    private String json = "null";

    WrittenValue(Type type) {
        this.type = type;
    }

    /** What a codec makes of a text. */
    static String of(PgCodec codec, byte[] text, int offset, int length) {
        WrittenValue written = new WrittenValue(codec.type());
        codec.copy(text, offset, length, written, 0);
        return written.json;
    }

    @Override
    public void bool(int field, boolean v) {
        json = String.valueOf(v);
    }

    @Override
    public void utf8(int field, byte[] b, int offset, int length) {
        JsonText text = new JsonText();
        switch (type.kind()) {
            case INTEGER, DECIMAL, FLOAT -> text.append(b, offset, length);
            default -> text.string(b, offset, length);
        }
        json = new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
    }

    @Override
    public void json(int field, byte[] b, int offset, int length) {
        json = new String(b, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public void lost(int field, String reason) {
        json = "lost:" + reason;
    }

    @Override
    public void add(Map<String, ? extends @Nullable Object> row) {
        throw unused();
    }

    @Override
    public void addJson(byte[] utf8, int offset, int length) {
        throw unused();
    }

    @Override
    public void int64(int field, long v) {
        throw unused();
    }

    @Override
    public void float64(int field, double v) {
        throw unused();
    }

    @Override
    public void decimal(int field, BigDecimal v) {
        throw unused();
    }

    @Override
    public void text(int field, CharSequence v) {
        throw unused();
    }

    @Override
    public void bytes(int field, byte[] b, int offset, int length) {
        throw unused();
    }

    @Override
    public void date(int field, long epochDay) {
        throw unused();
    }

    @Override
    public void time(int field, long nanoOfDay) {
        throw unused();
    }

    @Override
    public void instant(int field, long epochSecond, int nano) {
        throw unused();
    }

    @Override
    public void value(int field, @Nullable Object v) {
        throw unused();
    }

    @Override
    public void end() {
        throw unused();
    }

    @Override
    public void delete(Instant when) {
        throw unused();
    }

    @Override
    public void delete(Map<String, ? extends @Nullable Object> row, Instant when) {
        throw unused();
    }

    @Override
    public void reject(String reason) {
        throw unused();
    }

    @Override
    public void fail(SourceException why) {
        throw unused();
    }

    @Override
    public void truncate() {
        throw unused();
    }

    @Override
    public void checkpoint(Position position) {
        throw unused();
    }

    private static AssertionError unused() {
        return new AssertionError("a codec writes slices, so that no object is made");
    }
}
