package dev.taphouse.postgresql.codec;

import java.util.Locale;
import java.util.regex.Pattern;

/** Types whose text in lower case is in the order of their values. */
final class PatternForm extends OrderForm {
    static final PatternForm UUID = new PatternForm(
            "a UUID", "", Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
    static final PatternForm BYTES =
            new PatternForm("an even number of hex digits", "\\x", Pattern.compile("([0-9a-f]{2})*+"));
    static final PatternForm BITS = new PatternForm("text of the digits 0 and 1", "", Pattern.compile("[01]*+"));
    static final PatternForm MAC =
            new PatternForm("a MAC address", "", Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}(:[0-9a-f]{2}){0,2}"));

    private final String expected;
    private final String prefix;
    private final Pattern pattern;

    private PatternForm(String expected, String prefix, Pattern pattern) {
        this.expected = expected;
        this.prefix = prefix;
        this.pattern = pattern;
    }

    @Override
    Object canonical(byte[] text, int offset, int length) {
        return string(text, offset + prefix.length(), length - prefix.length());
    }

    @Override
    Object checked(Object value) {
        String text = string(value, expected).toLowerCase(Locale.ROOT);
        if (!pattern.matcher(text).matches()) {
            throw expected(expected);
        }
        return text;
    }

    @Override
    String text(Object canonical) {
        return prefix + canonical;
    }

    @Override
    int compare(Object one, Object other) {
        return ((String) one).compareTo((String) other);
    }
}
