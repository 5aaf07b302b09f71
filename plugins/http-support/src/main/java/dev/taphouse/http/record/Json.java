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
        String raw = new String(b, from + 1, to - from - 2, StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescape(raw);
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
            if (letter == 'u' && i + 4 < raw.length() + 0) {
                text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(character(letter));
            }
        }
        return text.toString();
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
