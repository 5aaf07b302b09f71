package dev.taphouse.http.record;

import java.util.List;
import java.util.Random;

/** Random JSON text: odd white space, escapes, brackets and quotes in strings, all kinds of numbers, nesting. */
final class RandomJson {
    private static final List<String> PIECES = List.of(
            "a",
            "id",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\\\"",
            "\\\\",
            "\\n",
            "\\u00e9",
            "\\ud83d\\ude00",
            "é",
            "漢",
            "😀",
            "\\/",
            "a longer piece of text, to fill some words of eight bytes",
            "_",
            "Y",
            "\u007f");
    private static final List<String> NUMBERS =
            List.of("0", "-0", "1", "42", "-17", "3.25", "-0.5e-3", "1E400", "12345678901234567890.123456789", "7e+2");
    private static final List<String> NAMES =
            List.of("id", "name", "next", "meta", "items", "customer", "a.b", "\\u0069d2", "x\\\"y", "日", "[");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    RandomJson(Random random) {
        this.random = random;
    }

    String document() {
        text.setLength(0);
        space();
        value(0);
        space();
        return text.toString();
    }

    /** An object with records in a list {@code data}, and other members around it. */
    String page(int records) {
        text.setLength(0);
        space();
        text.append('{');
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append("\"before").append(i).append("\":");
            value(1);
            text.append(',');
        }
        space();
        text.append("\"data\"");
        space();
        text.append(":");
        space();
        text.append('[');
        space();
        for (int i = 0; i < records; i++) {
            text.append(i == 0 ? "" : ",");
            space();
            object(1);
            space();
        }
        text.append(']');
        space();
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(",\"after").append(i).append("\":");
            value(1);
        }
        text.append(",\"meta\":{\"deep\":");
        scalar();
        text.append("},\"next\":");
        scalar();
        text.append('}');
        space();
        return text.toString();
    }

    private void value(int depth) {
        int kind = random.nextInt(depth > 4 ? 3 : 5);
        if (kind == 3) {
            object(depth);
        } else if (kind == 4) {
            list(depth);
        } else {
            scalar();
        }
    }

    private void object(int depth) {
        text.append('{');
        space();
        int from = random.nextInt(NAMES.size());
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",");
            space();
            text.append('"').append(NAMES.get((from + i) % NAMES.size())).append('"');
            space();
            text.append(':');
            space();
            value(depth + 1);
            space();
        }
        text.append('}');
    }

    private void list(int depth) {
        text.append('[');
        space();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",");
            space();
            value(depth + 1);
            space();
        }
        text.append(']');
    }

    private void scalar() {
        switch (random.nextInt(8)) {
            case 0 -> text.append("true");
            case 1 -> text.append("false");
            case 2 -> text.append("null");
            case 3, 4 -> text.append(NUMBERS.get(random.nextInt(NUMBERS.size())));
            default -> string();
        }
    }

    private void string() {
        text.append('"');
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        text.append('"');
    }

    private void space() {
        while (random.nextInt(4) == 0) {
            text.append(" \n\r\t".charAt(random.nextInt(4)));
        }
    }
}
