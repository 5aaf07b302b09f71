package dev.taphouse.http.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Small things about JSON text in bytes. */
final class Json {
    /** Eight bytes as one number, the first lowest. */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private Json() {}

    static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** What a value is, from its first byte. */
    static String kind(int first) {
        return switch (first) {
            case '{' -> "an object";
            case '[' -> "a list";
            case '"' -> "text";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
    }

    /** The plain text of a scalar; empty for null, objects and lists. */
    static Optional<String> text(byte[] b, int from, int to) {
        return switch (b[from]) {
            case '"' -> Optional.of(string(b, from, to));
            case '{', '[', 'n' -> Optional.empty();
            default -> Optional.of(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
        };
    }

    /** What a string says, given with its quotes. */
    static String string(byte[] b, int from, int to) {
        String raw = new String(b, from + 1, Math.max(0, to - from - 2), StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescape(raw);
    }

    /** Whether all of it is one number. */
    static boolean isNumber(byte[] b, int from, int to) {
        int i = from < to && b[from] == '-' ? from + 1 : from;
        int whole = digits(b, i, to);
        boolean number = whole > i && (b[i] != '0' || whole == i + 1);
        i = whole;
        if (i < to && b[i] == '.') {
            whole = digits(b, i + 1, to);
            number &= whole > i + 1;
            i = whole;
        }
        if (i < to && (b[i] | 0x20) == 'e') {
            int sign = i + 1 < to && (b[i + 1] == '+' || b[i + 1] == '-') ? i + 2 : i + 1;
            whole = digits(b, sign, to);
            number &= whole > sign;
            i = whole;
        }
        return number && i == to;
    }

    private static int digits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }

    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char letter = raw.charAt(++i);
            int code = letter == 'u' ? code(raw, i + 1) : -1;
            if (code >= 0) {
                text.append((char) code);
                i += 4;
            } else {
                text.append(character(letter));
            }
        }
        return text.toString();
    }

    /** The four hexadecimal digits at an index; -1 when there are none. */
    private static int code(String raw, int from) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private static char character(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** Some of a text for a message: one line, at most 40 bytes of it. */
    static String excerpt(byte[] b, int from, int to) {
        int end = Math.min(to, from + 40);
        return new String(b, from, Math.max(0, end - from), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }
}
