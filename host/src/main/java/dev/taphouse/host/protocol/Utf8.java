package dev.taphouse.host.protocol;

import java.nio.charset.StandardCharsets;

/** What UTF-8 is: RFC 3629. */
final class Utf8 {
    private Utf8() {}

    /** The length of the sequence of several bytes that starts at {@code i}; 0 when it is not valid. */
    static int sequence(byte[] b, int i, int end) {
        int first = b[i] & 0xFF;
        int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || end - i < size) {
            return 0;
        }
        for (int k = 1; k < size; k++) {
            if ((b[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = b[i + 1] & 0xFF;
        boolean overlong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
        boolean surrogate = first == 0xED && second > 0x9F;
        boolean tooLarge = first == 0xF4 && second > 0x8F;
        return overlong || surrogate || tooLarge ? 0 : size;
    }

    /** How many code points valid text has. */
    static int codePoints(byte[] b, int offset, int length) {
        int count = 0;
        for (int i = offset; i < offset + length; i++) {
            if ((b[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    static String text(byte[] b, int offset, int length) {
        return new String(b, offset, length, StandardCharsets.UTF_8);
    }
}
