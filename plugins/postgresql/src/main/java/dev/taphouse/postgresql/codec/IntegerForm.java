package dev.taphouse.postgresql.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Integers within the bounds of a type: a Long, beyond 64 bits a BigDecimal. */
final class IntegerForm extends OrderForm {
    static final IntegerForm INT16 = signed(16);
    static final IntegerForm INT32 = signed(32);
    static final IntegerForm INT64 = signed(64);
    static final IntegerForm OID = unsigned(32);
    static final IntegerForm XID8 = unsigned(64);

    private static final int LONGEST = 25;

    private final String expected;
    private final BigInteger least;
    private final BigInteger greatest;

    private IntegerForm(String expected, BigInteger least, BigInteger greatest) {
        this.expected = expected;
        this.least = least;
        this.greatest = greatest;
    }

    private static IntegerForm signed(int bits) {
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        return new IntegerForm("an integer of " + bits + " bits", half.negate(), half.subtract(BigInteger.ONE));
    }

    private static IntegerForm unsigned(int bits) {
        BigInteger end = BigInteger.ONE.shiftLeft(bits);
        return new IntegerForm(
                "an unsigned integer of " + bits + " bits", BigInteger.ZERO, end.subtract(BigInteger.ONE));
    }

    @Override
    Object checked(Object value) {
        String text = value.toString();
        try {
            BigDecimal number = new BigDecimal(text.length() > LONGEST ? "" : text);
            BigInteger integer = number.precision() - number.scale() > LONGEST ? null : number.toBigIntegerExact();
            if (integer == null || integer.compareTo(least) < 0 || integer.compareTo(greatest) > 0) {
                throw expected(expected);
            }
            return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : new BigDecimal(integer);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(expected + " is expected", e);
        }
    }

    @Override
    int compare(Object one, Object other) {
        return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
    }
}
