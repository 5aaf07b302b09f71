package dev.taphouse.postgresql.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day up to 24:00:00; their canonical text is in their order but for its fraction. */
final class TimeForm extends OrderForm {
    private static final String EXPECTED = "a time of day like 13:30:00";
    private static final Pattern TIME = Pattern.compile(
            "(?:([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.(\\d{1,9}))?)?|24:00(?::00(?:\\.0{1,9})?)?)Z?");

    @Override
    Object checked(Object value) {
        Matcher time = TIME.matcher(string(value, EXPECTED));
        if (!time.matches()) {
            throw expected(EXPECTED);
        }
        if (time.group(1) == null) {
            return "24:00:00";
        }
        String seconds = time.group(3) == null ? "00" : time.group(3);
        return time.group(1) + ":" + time.group(2) + ":" + seconds + TemporalForm.fraction(time.group(4));
    }

    @Override
    int compare(Object one, Object other) {
        return ((String) one).compareTo((String) other);
    }
}
