package dev.taphouse.host.protocol;

/** The grammar of a JSON number: RFC 8259, section 6. */
final class NumberText {
    private static final int SHORT = 25;

    private NumberText() {}

    /** Where the number that starts at {@code from} ends; {@code from} when there is none. */
    static int end(byte[] b, int from, int limit) {
        int i = from;
        if (i < limit && b[i] == '-') {
            i++;
        }
        int whole = i;
        i = digits(b, i, limit);
        if (i == whole || b[whole] == '0' && i > whole + 1) {
            return from;
        }
        if (i < limit && b[i] == '.') {
            int fraction = i + 1;
            i = digits(b, fraction, limit);
            if (i == fraction) {
                return from;
            }
        }
        if (i < limit && (b[i] | 0x20) == 'e') {
            int exponent = i + 1;
            if (exponent < limit && (b[exponent] == '+' || b[exponent] == '-')) {
                exponent++;
            }
            i = digits(b, exponent, limit);
            if (i == exponent) {
                return from;
            }
        }
        return i;
    }

    /** Whether all of it is a number with a point and without an exponent, too short to be beyond any float. */
    static boolean isShortFraction(byte[] b, int from, int limit) {
        if (limit - from > SHORT || end(b, from, limit) != limit) {
            return false;
        }
        boolean point = false;
        for (int i = from; i < limit; i++) {
            if ((b[i] | 0x20) == 'e') {
                return false;
            }
            point |= b[i] == '.';
        }
        return point;
    }

    private static int digits(byte[] b, int from, int limit) {
        int i = from;
        while (i < limit && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }
}
