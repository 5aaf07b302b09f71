package dev.taphouse.host.protocol;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Writes plain text as the value of a field: canonical text of the field's type is copied, other valid text of it
 * rewritten, the rest refused. The canonical forms are those of {@link dev.taphouse.api.RowWriter#utf8}.
 */
final class TextEncoder {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    /** No number of a source has more digits before or after the point; guards against 1e999999999. */
    private static final int LONGEST_EXPONENT = 20_000;

    private final RowBuffer out;
    private final Losses losses;
    private final TemporalText temporal;

    TextEncoder(RowBuffer out, Losses losses) {
        this.out = out;
        this.losses = losses;
        this.temporal = new TemporalText(out, losses);
    }

    void text(Column c, byte[] b, int offset, int length) {
        switch (c.kind) {
            case TEXT -> string(c, b, offset, length);
            case INTEGER -> integer(c, b, offset, length);
            case DECIMAL -> decimal(c, b, offset, length);
            case FLOAT -> floating(c, b, offset, length);
            case BOOL -> bool(c, b, offset, length);
            case DATE -> temporal.date(c, b, offset, length);
            case TIME -> temporal.time(c, b, offset, length);
            case TIMESTAMP, INSTANT -> temporal.instant(c, b, offset, length);
            case UUID -> uuid(c, b, offset, length);
            case BYTES -> hex(c, b, offset, length);
            case JSON -> json(c, b, offset, length);
            case LIST, OBJECT -> throw misfit(c, b, offset, length, "is plain text, where a structure is wanted");
        }
    }

    private void string(Column c, byte[] b, int offset, int length) {
        if (length > c.maxLength && Utf8.codePoints(b, offset, length) > c.maxLength) {
            throw misfit(c, b, offset, length, "is longer than " + c.maxLength + " characters");
        }
        json(c, b, offset, length);
    }

    private void json(Column c, byte[] b, int offset, int length) {
        if (!out.quoted(b, offset, length)) {
            throw misfit(c, b, offset, length, "is not UTF-8");
        }
    }

    private void bool(Column c, byte[] b, int offset, int length) {
        if (matches(b, offset, length, TRUE)) {
            out.append(TRUE);
        } else if (matches(b, offset, length, FALSE)) {
            out.append(FALSE);
        } else if (c.converts && length == 1 && (b[offset] == '0' || b[offset] == '1')) {
            out.append(b[offset] == '1' ? TRUE : FALSE);
        } else {
            throw misfit(c, b, offset, length, "is not true or false");
        }
    }

    private static boolean matches(byte[] b, int offset, int length, byte[] word) {
        if (length != word.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((b[offset + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private void integer(Column c, byte[] b, int offset, int length) {
        int end = offset + length;
        int first = length > 0 && b[offset] == '-' ? offset + 1 : offset;
        int count = end - first;
        boolean plain = count > 0 && (b[first] != '0' || length == 1);
        for (int i = first; plain && i < end; i++) {
            plain = b[i] >= '0' && b[i] <= '9';
        }
        if (plain && (c.bits == 0 || count <= safeDigits(c.bits))) {
            out.append(b, offset, length);
        } else {
            BigDecimal number = number(c, b, offset, length);
            try {
                integer(c, number.toBigIntegerExact());
            } catch (ArithmeticException e) {
                throw misfit(c, b, offset, length, "is not an integer");
            }
        }
    }

    /** How many digits fit whatever they are. */
    private static int safeDigits(int bits) {
        return bits == 64 ? 18 : bits == 32 ? 9 : 4;
    }

    void integer(Column c, BigInteger v) {
        if (c.bits > 0 && v.bitLength() >= c.bits) {
            throw losses.misfit(c, v, "does not fit " + c.bits + " bits");
        }
        out.ascii(v.toString());
    }

    private void decimal(Column c, byte[] b, int offset, int length) {
        int end = offset + length;
        int first = length > 0 && b[offset] == '-' ? offset + 1 : offset;
        int i = first;
        while (i < end && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        int whole = i - first;
        boolean plain = whole == 1 || whole > 1 && b[first] != '0';
        int fraction = 0;
        if (plain && i < end && b[i] == '.') {
            int point = i++;
            while (i < end && b[i] >= '0' && b[i] <= '9') {
                i++;
            }
            fraction = i - point - 1;
            plain = fraction > 0;
        }
        boolean negativeZero = first > offset && b[first] == '0';
        if (plain && i == end && !negativeZero && fraction <= c.scale && whole <= wholeDigits(c)) {
            out.append(b, offset, length);
        } else {
            decimal(c, number(c, b, offset, length));
        }
    }

    void decimal(Column c, BigDecimal v) {
        BigDecimal fitting = v;
        requireSane(c, v);
        if (v.scale() > c.scale) {
            fitting = v.stripTrailingZeros();
        }
        int whole = fitting.signum() == 0 ? 0 : fitting.precision() - fitting.scale();
        if (fitting.scale() > c.scale || whole > wholeDigits(c)) {
            throw losses.misfit(c, v, "has more digits than the type");
        }
        out.ascii(fitting.toPlainString());
    }

    /** Refuses what would take gigabytes to write in full. */
    void requireSane(Column c, BigDecimal v) {
        if (Math.abs((long) v.scale()) > LONGEST_EXPONENT) {
            throw losses.misfit(c, v, "has too large an exponent");
        }
    }

    private static int wholeDigits(Column c) {
        return c.precision == Integer.MAX_VALUE ? Integer.MAX_VALUE : c.precision - c.scale;
    }

    private void floating(Column c, byte[] b, int offset, int length) {
        if (NumberText.isShortFraction(b, offset, offset + length)) {
            out.append(b, offset, length);
            return;
        }
        String text = Utf8.text(b, offset, length).strip();
        try {
            floating(c, c.bits == 32 ? (double) Float.parseFloat(special(text)) : Double.parseDouble(special(text)));
        } catch (NumberFormatException e) {
            throw misfit(c, b, offset, length, "is not a number");
        }
    }

    private static String special(String text) {
        return switch (text) {
            case "inf", "infinity", "+Infinity" -> "Infinity";
            case "-inf", "-infinity" -> "-Infinity";
            case "nan" -> "NaN";
            default -> {
                if (text.isEmpty() || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0 || text.contains("x")) {
                    throw new NumberFormatException(text);
                }
                yield text;
            }
        };
    }

    void floating(Column c, double v) {
        double held = c.bits == 32 ? (float) v : v;
        if (Double.isNaN(held) || Double.isInfinite(held)) {
            losses.nothing(c, Double.isNaN(held) ? "NaN" : "infinity", out);
        } else {
            out.ascii(c.bits == 32 ? Float.toString((float) v) : Double.toString(v));
        }
    }

    private void uuid(Column c, byte[] b, int offset, int length) {
        if (length != 36) {
            throw misfit(c, b, offset, length, "is not a UUID");
        }
        out.ensure(40);
        out.put('"');
        for (int i = 0; i < 36; i++) {
            byte x = b[offset + i];
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte plain = dash && x == '-' ? x : dash ? 0 : Hex.lower(x);
            if (plain == 0) {
                throw misfit(c, b, offset, length, "is not a UUID");
            }
            out.put(plain);
        }
        out.put('"');
    }

    private void hex(Column c, byte[] b, int offset, int length) {
        if (length % 2 != 0) {
            throw misfit(c, b, offset, length, "is not hex");
        }
        out.ensure(length + 3);
        out.put('"');
        for (int i = offset; i < offset + length; i++) {
            byte plain = Hex.lower(b[i]);
            if (plain == 0) {
                throw misfit(c, b, offset, length, "is not hex");
            }
            out.put(plain);
        }
        out.put('"');
    }

    private BigDecimal number(Column c, byte[] b, int offset, int length) {
        if (c.converts && (matches(b, offset, length, TRUE) || matches(b, offset, length, FALSE))) {
            return matches(b, offset, length, TRUE) ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        try {
            BigDecimal number = new BigDecimal(Utf8.text(b, offset, length).strip());
            if (Math.abs((long) number.scale()) <= LONGEST_EXPONENT) {
                return number;
            }
        } catch (NumberFormatException e) {
            String text = Utf8.text(b, offset, length);
            throw losses.misfit(c, text, c.kind == Type.Kind.INTEGER ? "is not an integer" : "is not a decimal number");
        }
        throw misfit(c, b, offset, length, "has too large an exponent");
    }

    SourceException misfit(Column c, byte[] b, int offset, int length, String why) {
        return losses.misfit(c, Utf8.text(b, offset, length), why);
    }
}
