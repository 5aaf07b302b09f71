package dev.taphouse.postgresql.codec;

import java.util.Arrays;

/** A JSON text in UTF-8 that is written from left to right, used again for every value. */
final class JsonText {
    private static final int SMALL = 512;
    /** Room beyond this is given back after a value. */
    private static final int KEPT = 1 << 20;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[SMALL];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[SMALL];
        }
    }

    /** Forgets all that was written after a length. */
    void cut(int to) {
        length = to;
    }

    void put(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
    }

    void append(byte[] b, int offset, int count) {
        ensure(count);
        System.arraycopy(b, offset, bytes, length, count);
        length += count;
    }

    void nothing() {
        ensure(4);
        bytes[length++] = 'n';
        bytes[length++] = 'u';
        bytes[length++] = 'l';
        bytes[length++] = 'l';
    }

    /** A text that holds nothing to escape. */
    void quoted(byte[] ascii, int offset, int count) {
        put('"');
        append(ascii, offset, count);
        put('"');
    }

    /** Any text. */
    void string(byte[] utf8, int offset, int count) {
        put('"');
        int end = offset + count;
        int run = offset;
        for (int i = offset; i < end; i++) {
            int b = utf8[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                append(utf8, run, i - run);
                escape(b);
                run = i + 1;
            }
        }
        append(utf8, run, end - run);
        put('"');
    }

    private void escape(int b) {
        put('\\');
        switch (b) {
            case '"', '\\' -> put(b);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                put('0');
                put('0');
                put(HEX[b >> 4]);
                put(HEX[b & 15]);
            }
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), grown()));
        }
    }

    private int grown() {
        return bytes.length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : bytes.length * 2;
    }
}
