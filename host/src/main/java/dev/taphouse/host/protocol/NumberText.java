package dev.taphouse.host.protocol;

/** The grammar of a JSON number: RFC 8259, section 6. */
final class NumberText {
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

    static boolean hasExponent(byte[] b, int from, int end) {
        for (int i = from; i < end; i++) {
            if ((b[i] | 0x20) == 'e') {
                return true;
            }
        }
        return false;
    }

    private static int digits(byte[] b, int from, int limit) {
        int i = from;
        while (i < limit && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }
}
