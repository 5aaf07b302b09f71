package dev.taphouse.host.protocol;

import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes values of a field whose type the user edited in the catalog, where the source's type is of another kind: without
 * loss, or not at all. Each method says whether it wrote.
 */
final class Conversions {
    private static final long SECONDS_PER_DAY = 86_400;

    private final RowBuffer out;
    private final Losses losses;
    private final TextEncoder texts;
    private final TemporalText temporal;

    Conversions(RowBuffer out, Losses losses, TextEncoder texts, TemporalText temporal) {
        this.out = out;
        this.losses = losses;
        this.texts = texts;
        this.temporal = temporal;
    }

    boolean bool(Column c, boolean v) {
        if (!c.converts || c.kind != Type.Kind.INTEGER && c.kind != Type.Kind.DECIMAL) {
            return false;
        }
        out.int64(v ? 1 : 0);
        return true;
    }

    boolean int64(Column c, long v) {
        if (!c.converts || c.kind != Type.Kind.BOOL || v != 0 && v != 1) {
            return false;
        }
        out.ascii(v == 1 ? "true" : "false");
        return true;
    }

    boolean float64(Column c, double v) {
        if (!c.converts || c.kind != Type.Kind.INTEGER && c.kind != Type.Kind.DECIMAL) {
            return false;
        }
        if (Double.isNaN(v) || Double.isInfinite(v)) {
            texts.floating(c, v);
        } else if (c.kind == Type.Kind.DECIMAL) {
            texts.decimal(c, new BigDecimal(Double.toString(v)));
        } else if (v != Math.rint(v)) {
            throw losses.misfit(c, v, "is not an integer");
        } else {
            texts.integer(c, new BigDecimal(v).toBigIntegerExact());
        }
        return true;
    }

    boolean bytes(Column c, byte[] b, int offset, int length) {
        if (!c.converts || c.kind != Type.Kind.TEXT) {
            return false;
        }
        byte[] hex = HexFormat.of().formatHex(b, offset, offset + length).getBytes(StandardCharsets.US_ASCII);
        texts.text(c, hex, 0, hex.length);
        return true;
    }

    boolean date(Column c, long epochDay) {
        if (c.converts && (c.kind == Type.Kind.INSTANT || c.kind == Type.Kind.TIMESTAMP)) {
            temporal.instant(c, Math.multiplyExact(epochDay, SECONDS_PER_DAY), 0);
            return true;
        }
        return false;
    }

    boolean instant(Column c, long epochSecond, int nano) {
        if (c.converts && c.kind == Type.Kind.DATE && nano == 0 && epochSecond % SECONDS_PER_DAY == 0) {
            temporal.date(c, epochSecond / SECONDS_PER_DAY);
            return true;
        }
        return false;
    }
}
