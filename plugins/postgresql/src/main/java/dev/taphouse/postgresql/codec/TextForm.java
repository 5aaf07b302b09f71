package dev.taphouse.postgresql.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text, by its bytes in UTF-8; a char without its padding, which its comparison ignores. */
final class TextForm extends OrderForm {
    static final TextForm PLAIN = new TextForm(false);
    static final TextForm PADDED = new TextForm(true);

    private final boolean padded;

    private TextForm(boolean padded) {
        this.padded = padded;
    }

    @Override
    Object checked(Object value) {
        String text = string(value, "text");
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw expected("text without the character U+0000 and lone surrogates");
        }
        return padded ? unpadded(text) : text;
    }

    private static String unpadded(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    @Override
    int compare(Object one, Object other) {
        return Arrays.compareUnsigned(utf8(one), utf8(other));
    }

    private static byte[] utf8(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    boolean isCollated() {
        return true;
    }
}
