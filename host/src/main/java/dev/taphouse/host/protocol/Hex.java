package dev.taphouse.host.protocol;

/** Hexadecimal digits. */
final class Hex {
    private static final byte[] LOWER = new byte[256];

    static {
        for (char digit : "0123456789abcdef".toCharArray()) {
            LOWER[digit] = (byte) digit;
            LOWER[Character.toUpperCase(digit)] = (byte) digit;
        }
    }

    private Hex() {}

    /** The digit in lower case; 0 for a byte that is none. */
    static byte lower(byte b) {
        return LOWER[b & 0xFF];
    }
}
