package dev.taphouse.postgresql.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in the log, such as {@code 16/B374D848}. */
final class LsnForm extends OrderForm {
    private static final Pattern LSN = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    @Override
    Object checked(Object value) {
        String text = string(value, "a log position like 16/B374D848");
        if (!LSN.matcher(text).matches()) {
            throw expected("a log position like 16/B374D848");
        }
        return text;
    }

    @Override
    int compare(Object one, Object other) {
        return Long.compareUnsigned(number((String) one), number((String) other));
    }

    private static long number(String text) {
        Matcher lsn = LSN.matcher(text);
        return lsn.matches() ? Long.parseLong(lsn.group(1), 16) << 32 | Long.parseLong(lsn.group(2), 16) : 0;
    }
}
