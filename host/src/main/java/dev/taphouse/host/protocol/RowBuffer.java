package dev.taphouse.host.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes, written at its end. Not thread-safe. */
final class RowBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGE = 1 << 20;
    private static final byte REPLACEMENT_1 = (byte) 0xEF;
    private static final byte REPLACEMENT_2 = (byte) 0xBF;
    private static final byte REPLACEMENT_3 = (byte) 0xBD;

    /** For each ASCII character: 0 when it stands for itself in a JSON string, 'u' for \\u00XX, else the letter after \. */
    private static final byte[] ESCAPE = new byte[128];

    static {
        Arrays.fill(ESCAPE, 0, 0x20, (byte) 'u');
        ESCAPE['"'] = '"';
        ESCAPE['\\'] = '\\';
        ESCAPE['\n'] = 'n';
        ESCAPE['\r'] = 'r';
        ESCAPE['\t'] = 't';
        ESCAPE['\b'] = 'b';
        ESCAPE['\f'] = 'f';
    }

    private final int initial;
    byte[] bytes;
    int length;

    RowBuffer(int initial) {
        this.initial = initial;
        this.bytes = new byte[initial];
    }

    /** Makes room for {@code more} bytes. */
    void ensure(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        // a large array grows by little: the old one and the new one are both there while it is copied
        long roomy = bytes.length + (long) (bytes.length < LARGE ? bytes.length : bytes.length >> 3);
        long wanted = Math.max((long) length + more, roomy);
        if (wanted > Integer.MAX_VALUE - 8) {
            wanted = Math.addExact(length, more);
        }
        bytes = Arrays.copyOf(bytes, (int) wanted);
    }

    /** Forgets everything, and a large array too. */
    void clear() {
        length = 0;
        if (bytes.length > LARGE && initial < LARGE) {
            bytes = new byte[initial];
        }
    }

    /** Appends a byte; room must have been made. */
    void put(int b) {
        bytes[length++] = (byte) b;
    }

    void append(byte[] source) {
        append(source, 0, source.length);
    }

    void append(byte[] source, int offset, int count) {
        ensure(count + 1);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void ascii(String text) {
        int count = text.length();
        ensure(count + 1);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
    }

    void int64(long v) {
        if (v == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        ensure(21);
        if (v < 0) {
            put('-');
            v = -v;
        }
        int count = digits(v);
        int at = length + count;
        length = at;
        do {
            bytes[--at] = (byte) ('0' + v % 10);
            v /= 10;
        } while (v != 0);
    }

    private static int digits(long v) {
        int count = 1;
        for (long bound = 10; count < 19 && v >= bound; bound *= 10) {
            count++;
        }
        return count;
    }

    /** Appends {@code v} with leading zeros; room must have been made. */
    void padded(int v, int width) {
        for (int at = length + width - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + v % 10);
            v /= 10;
        }
        length += width;
    }

    void hex(byte[] source, int offset, int count) {
        ensure(Math.multiplyExact(count, 2) + 2);
        for (int i = offset; i < offset + count; i++) {
            put(HEX[(source[i] >> 4) & 0xF]);
            put(HEX[source[i] & 0xF]);
        }
    }

    /**
     * Appends UTF-8 text as a JSON string with its quotes.
     *
     * @return whether the text is valid UTF-8; when not, a part of it was appended
     */
    boolean quoted(byte[] source, int offset, int count) {
        ensure(count + 3);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        int clean = PlainText.end(source, offset, offset + count) - offset;
        System.arraycopy(source, offset, to, at, clean);
        length = at + clean;
        if (clean < count) {
            return quotedRest(source, offset + clean, offset + count);
        }
        to[length++] = '"';
        return true;
    }

    private boolean quotedRest(byte[] source, int from, int end) {
        int i = from;
        while (i < end) {
            int clean = PlainText.end(source, i, end);
            if (clean > i) {
                append(source, i, clean - i);
                i = clean;
            } else if (source[i] >= 0) {
                escape(source[i++]);
            } else {
                int size = Utf8.sequence(source, i, end);
                if (size == 0) {
                    return false;
                }
                append(source, i, size);
                i += size;
            }
        }
        ensure(2);
        put('"');
        return true;
    }

    /**
     * Appends text as a JSON string with its quotes.
     *
     * @return how many lone surrogates were replaced by U+FFFD
     */
    int quoted(CharSequence text) {
        int replaced = 0;
        int count = text.length();
        ensure(count + 3);
        put('"');
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < 128) {
                if (ESCAPE[c] == 0) {
                    ensure(2);
                    put(c);
                } else {
                    escape(c);
                }
            } else if (!Character.isSurrogate(c)) {
                codePoint(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(text.charAt(i + 1))) {
                codePoint(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                ensure(4);
                put(REPLACEMENT_1);
                put(REPLACEMENT_2);
                put(REPLACEMENT_3);
                replaced++;
            }
        }
        ensure(2);
        put('"');
        return replaced;
    }

    private void codePoint(int c) {
        ensure(5);
        if (c < 0x800) {
            put(0xC0 | c >> 6);
        } else {
            if (c < 0x10000) {
                put(0xE0 | c >> 12);
            } else {
                put(0xF0 | c >> 18);
                put(0x80 | c >> 12 & 0x3F);
            }
            put(0x80 | c >> 6 & 0x3F);
        }
        put(0x80 | c & 0x3F);
    }

    private void escape(int c) {
        ensure(7);
        put('\\');
        byte letter = ESCAPE[c];
        put(letter);
        if (letter == 'u') {
            put('0');
            put('0');
            put(HEX[c >> 4]);
            put(HEX[c & 0xF]);
        }
    }
}
