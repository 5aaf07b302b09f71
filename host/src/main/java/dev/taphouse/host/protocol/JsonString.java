package dev.taphouse.host.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string in a JSON text: where it stands, and what it says. Reused for one string after the other. */
final class JsonString {
    private byte[] b = {};
    private int from;
    private int to;
    private boolean plain;
    private boolean surrogates;
    private boolean replaced;

    /**
     * Takes the string whose opening quote is at {@code quote}.
     *
     * @return the index after its closing quote, or -1 when it is not valid JSON in UTF-8
     */
    int scan(byte[] source, int quote, int end) {
        b = source;
        from = quote + 1;
        plain = true;
        surrogates = false;
        replaced = false;
        int i = PlainText.end(source, from, end);
        while (i < end) {
            byte x = source[i];
            if (x == '"') {
                to = i;
                return i + 1;
            }
            if (x >= 0x20 && x != '\\') {
                i = PlainText.end(source, i, end);
            } else if (x == '\\') {
                plain = false;
                surrogates |= i + 2 < end && source[i + 1] == 'u' && (source[i + 2] | 0x20) == 'd';
                i = escape(source, i, end);
            } else {
                int size = x < 0 ? Utf8.sequence(source, i, end) : 0;
                i = size == 0 ? end : i + size;
            }
        }
        return -1;
    }

    private static int escape(byte[] b, int backslash, int end) {
        int letter = backslash + 1 < end ? b[backslash + 1] : 0;
        if (letter != 'u') {
            return "\"\\/bfnrt".indexOf(letter) >= 0 && letter > 0 ? backslash + 2 : end;
        }
        if (backslash + 6 > end) {
            return end;
        }
        for (int i = backslash + 2; i < backslash + 6; i++) {
            if (Hex.lower(b[i]) == 0) {
                return end;
            }
        }
        return backslash + 6;
    }

    /** Whether it has no escapes, so that its bytes are what it says. */
    boolean isPlain() {
        return plain;
    }

    /** Whether an escape may stand for a surrogate, which may be a lone one. */
    boolean mayHaveSurrogates() {
        return surrogates;
    }

    /** The index of its first byte. */
    int from() {
        return from;
    }

    /** The number of its bytes as they stand. */
    int rawLength() {
        return to - from;
    }

    /** The number of its bytes, where it is plain. */
    int length() {
        return to - from;
    }

    /** What it says, in UTF-8; a lone surrogate is U+FFFD. */
    byte[] unescaped() {
        if (plain) {
            return Arrays.copyOfRange(b, from, to);
        }
        StringBuilder text = new StringBuilder(to - from);
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            if (b[i] != '\\') {
                run.write(b[i]);
            } else {
                text.append(run.toString(StandardCharsets.UTF_8));
                run.reset();
                int letter = b[++i];
                if (letter == 'u') {
                    text.append((char) Integer.parseInt(new String(b, i + 1, 4, StandardCharsets.US_ASCII), 16));
                    i += 4;
                } else {
                    text.append(character(letter));
                }
            }
        }
        text.append(run.toString(StandardCharsets.UTF_8));
        return replaceLone(text).getBytes(StandardCharsets.UTF_8);
    }

    private static char character(int letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }

    /** Whether {@link #unescaped} replaced a lone surrogate. */
    boolean wasReplaced() {
        return replaced;
    }

    private String replaceLone(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                text.setCharAt(i, '\uFFFD');
                replaced = true;
            }
        }
        return text.toString();
    }
}
