package dev.taphouse.postgresql.codec;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/** Exact numbers: a BigDecimal, or the text of NaN and the infinities. */
final class DecimalForm extends OrderForm {
    static final DecimalForm NUMERIC = new DecimalForm("a number", number -> true);
    static final DecimalForm FLOAT64 =
            new DecimalForm("a floating-point number of 64 bits", number -> isHeld(number, number.doubleValue()));
    static final DecimalForm FLOAT32 =
            new DecimalForm("a floating-point number of 32 bits", number -> isHeld(number, number.floatValue()));
    static final DecimalForm MONEY = new DecimalForm("an amount of 64 bits with two decimals", DecimalForm::isAmount);

    /** In the server's order, with the finite numbers after the first. */
    private static final List<String> SPECIAL = List.of("-Infinity", "", "Infinity", "NaN");

    private static final int MOST_DIGITS = 150_000;

    private final String expected;
    private final Predicate<BigDecimal> fits;

    private DecimalForm(String expected, Predicate<BigDecimal> fits) {
        this.expected = expected;
        this.fits = fits;
    }

    @Override
    Object canonical(byte[] text, int offset, int length) {
        String printed = string(text, offset, length);
        return checked(this == MONEY ? printed.replace("$", "").replace(",", "") : printed);
    }

    @Override
    Object checked(Object value) {
        String text = value.toString();
        if (!text.isEmpty() && SPECIAL.contains(text) && this != MONEY) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (!isSane(number) || !fits.test(number)) {
                throw expected(expected);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected + " is expected", e);
        }
    }

    private static boolean isSane(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    /** Neither beyond the type nor so small that it would be zero: the server refuses both. */
    private static boolean isHeld(BigDecimal number, double held) {
        return !Double.isInfinite(held) && (held != 0 || number.signum() == 0);
    }

    private static boolean isAmount(BigDecimal number) {
        BigDecimal hundredths = number.movePointRight(2).stripTrailingZeros();
        return hundredths.scale() <= 0 && hundredths.toBigInteger().bitLength() < Long.SIZE;
    }

    @Override
    String text(Object canonical) {
        return canonical instanceof BigDecimal number ? number.toPlainString() : canonical.toString();
    }

    @Override
    int compare(Object one, Object other) {
        if (one instanceof BigDecimal first && other instanceof BigDecimal second) {
            return first.compareTo(second);
        }
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(Object canonical) {
        return canonical instanceof BigDecimal ? 1 : SPECIAL.indexOf(canonical.toString());
    }

    @Override
    boolean isFinite(Object canonical) {
        return canonical instanceof BigDecimal;
    }
}
