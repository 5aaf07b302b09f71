package dev.taphouse.http.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are put together, over and over in the same array. */
final class ByteBuilder {
    byte[] bytes = new byte[1024];
    int length;

    void clear() {
        length = 0;
    }

    void append(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
    }

    void append(byte[] b, int from, int count) {
        ensure(count);
        System.arraycopy(b, from, bytes, length, count);
        length += count;
    }

    void append(byte[] b) {
        append(b, 0, b.length);
    }

    /** JSON text as the content of a JSON string. */
    void escaped(byte[] b, int from, int to) {
        ensure(2 * (to - from));
        for (int i = from; i < to; i++) {
            byte x = b[i];
            if (x == '"' || x == '\\') {
                bytes[length++] = '\\';
            }
            // Only white space between tokens is below a blank in JSON, and it may be any other.
            bytes[length++] = x >= 0 && x < ' ' ? (byte) ' ' : x;
        }
    }

    /** A text as a JSON string. */
    void string(String text) {
        string(text.toCharArray(), 0, text.length());
    }

    /** A text as a JSON string. */
    void string(char[] text, int from, int to) {
        ensure(to - from + 2);
        bytes[length++] = '"';
        int i = from;
        while (i < to && text[i] >= ' ' && text[i] < 0x80 && text[i] != '"' && text[i] != '\\') {
            bytes[length++] = (byte) text[i++];
        }
        for (; i < to; i++) {
            char c = text[i];
            if (c < ' ') {
                append(String.format("\\u%04x", (int) c).getBytes(StandardCharsets.US_ASCII));
            } else if (c == '"' || c == '\\') {
                append('\\');
                append(c);
            } else if (c < 0x80) {
                append(c);
            } else {
                int size = Character.isHighSurrogate(c) && i + 1 < to ? 2 : 1;
                append(new String(text, i, size).getBytes(StandardCharsets.UTF_8));
                i += size - 1;
            }
        }
        append('"');
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, length + more));
        }
    }
}
