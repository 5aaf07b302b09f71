package dev.taphouse.host.query;

import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A writer that forgets the first rows and hands on the others. */
final class SkippingWriter implements RowWriter {
    private final RowWriter rows;
    private long left;

    SkippingWriter(RowWriter rows, long offset) {
        this.rows = rows;
        this.left = offset;
    }

    /** How many rows are still to be forgotten. */
    long left() {
        return left;
    }

    /** Whether the row that ends now is to be handed on. */
    private boolean isWanted() {
        if (left > 0) {
            left--;
            return false;
        }
        return true;
    }

    @Override
    public void add(Map<String, ? extends @Nullable Object> row) {
        if (isWanted()) {
            rows.add(row);
        }
    }

    @Override
    public void addJson(byte[] utf8, int offset, int length) {
        if (isWanted()) {
            rows.addJson(utf8, offset, length);
        }
    }

    @Override
    public void bool(int field, boolean v) {
        if (left == 0) {
            rows.bool(field, v);
        }
    }

    @Override
    public void int64(int field, long v) {
        if (left == 0) {
            rows.int64(field, v);
        }
    }

    @Override
    public void float64(int field, double v) {
        if (left == 0) {
            rows.float64(field, v);
        }
    }

    @Override
    public void decimal(int field, BigDecimal v) {
        if (left == 0) {
            rows.decimal(field, v);
        }
    }

    @Override
    public void text(int field, CharSequence v) {
        if (left == 0) {
            rows.text(field, v);
        }
    }

    @Override
    public void bytes(int field, byte[] b, int offset, int length) {
        if (left == 0) {
            rows.bytes(field, b, offset, length);
        }
    }

    @Override
    public void date(int field, long epochDay) {
        if (left == 0) {
            rows.date(field, epochDay);
        }
    }

    @Override
    public void time(int field, long nanoOfDay) {
        if (left == 0) {
            rows.time(field, nanoOfDay);
        }
    }

    @Override
    public void instant(int field, long epochSecond, int nano) {
        if (left == 0) {
            rows.instant(field, epochSecond, nano);
        }
    }

    @Override
    public void utf8(int field, byte[] b, int offset, int length) {
        if (left == 0) {
            rows.utf8(field, b, offset, length);
        }
    }

    @Override
    public void json(int field, byte[] b, int offset, int length) {
        if (left == 0) {
            rows.json(field, b, offset, length);
        }
    }

    @Override
    public void value(int field, @Nullable Object v) {
        if (left == 0) {
            rows.value(field, v);
        }
    }

    @Override
    public void lost(int field, String reason) {
        if (left == 0) {
            rows.lost(field, reason);
        }
    }

    @Override
    public void end() {
        if (isWanted()) {
            rows.end();
        }
    }

    @Override
    public void delete(Instant when) {
        if (isWanted()) {
            rows.delete(when);
        }
    }

    @Override
    public void delete(Map<String, ? extends @Nullable Object> row, Instant when) {
        if (isWanted()) {
            rows.delete(row, when);
        }
    }

    @Override
    public void reject(String reason) {
        if (left == 0) {
            rows.reject(reason);
        }
    }

    @Override
    public void fail(SourceException why) {
        rows.fail(why);
    }

    @Override
    public void truncate() {
        rows.truncate();
    }

    @Override
    public void checkpoint(Position position) {
        rows.checkpoint(position);
    }
}
