package dev.taphouse.postgresql.codec;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days and points in time: canonical text, and beyond the years 1 to 9999 the server's own: {@code 0044-03-15 BC},
 * {@code infinity}.
 */
final class TemporalForm extends OrderForm {
    static final TemporalForm DATE = new TemporalForm("a date like 2026-01-31");
    static final TemporalForm TIMESTAMP = new TemporalForm("a time like 2026-01-31T00:00:00Z");
    static final TemporalForm INSTANT = new TemporalForm("a time like 2026-01-31T00:00:00Z");

    private static final Pattern TEXT = Pattern.compile(
            "(\\d{4,7})-(\\d\\d)-(\\d\\d)"
                    + "(?:[T ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?\\s?(Z|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)?)?( BC)?");
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    /** The server counts from the year 2000: from 1970 its last timestamps have no room in a long. */
    private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();

    private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay();
    /** Of timestamps; those of dates are further away. */
    private static final int LAST_YEAR = 294_276;

    private static final int LAST_YEAR_OF_DATES = 5_874_897;
    private static final int FIRST_YEAR = -4712;

    private final String expected;

    private TemporalForm(String expected) {
        this.expected = expected;
    }

    @Override
    Object checked(Object value) {
        String text = string(value, expected);
        if (isInfinite(text)) {
            return text;
        }
        long at = at(text);
        long day = this == DATE ? at : EPOCH + Math.floorDiv(at, DAY);
        boolean printable = day >= FIRST && day < END;
        return printable ? canonical(at, day) : text;
    }

    private String canonical(long at, long day) {
        String date = LocalDate.ofEpochDay(day).toString();
        if (this == DATE) {
            return date;
        }
        long ofDay = Math.floorMod(at, DAY);
        String time = "%02d:%02d:%02d".formatted(ofDay / SECOND / 3600, ofDay / SECOND / 60 % 60, ofDay / SECOND % 60);
        return date + "T" + time + fraction("%06d".formatted(ofDay % SECOND)) + "Z";
    }

    @Override
    int compare(Object one, Object other) {
        return Long.compare(rank((String) one), rank((String) other));
    }

    private long rank(String text) {
        if (isInfinite(text)) {
            return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return at(text);
    }

    @Override
    boolean isFinite(Object canonical) {
        return !isInfinite((String) canonical);
    }

    private static boolean isInfinite(String text) {
        return text.equals("infinity") || text.equals("-infinity");
    }

    /** Of a date days since 1970, else microseconds since 2000. */
    private long at(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw expected(expected);
        }
        try {
            long day = day(parts);
            if (parts.group(4) == null) {
                return this == DATE ? day : Math.multiplyExact(day - EPOCH, DAY);
            }
            long ofDay = LocalTime.of(number(parts.group(4)), number(parts.group(5)), number(parts.group(6)))
                            .toSecondOfDay()
                    - offset(parts.group(8));
            if (this == DATE) {
                return day + Math.floorDiv(ofDay, DAY / SECOND);
            }
            String fraction = fraction(parts.group(7));
            long micros = fraction.isEmpty() ? 0 : number(fraction.substring(1));
            return Math.addExact(Math.multiplyExact(day - EPOCH, DAY), ofDay * SECOND + micros);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(expected + " is expected", e);
        }
    }

    private long day(Matcher parts) {
        int year = number(parts.group(1));
        int counted = parts.group(9) == null ? year : 1 - year;
        boolean known = year > 0 && counted >= FIRST_YEAR && counted <= (this == DATE ? LAST_YEAR_OF_DATES : LAST_YEAR);
        if (!known) {
            throw expected(expected);
        }
        return LocalDate.of(counted, number(parts.group(2)), number(parts.group(3)))
                .toEpochDay();
    }

    /** Seconds east of UTC; without an offset none. */
    private static int offset(@Nullable String text) {
        if (text == null || text.equals("Z")) {
            return 0;
        }
        String digits = (text.substring(1).replace(":", "") + "0000").substring(0, 6);
        int seconds = number(digits.substring(0, 2)) * 3600
                + number(digits.substring(2, 4)) * 60
                + number(digits.substring(4));
        return text.startsWith("-") ? -seconds : seconds;
    }

    /** The microseconds with their point; nothing where they are none. */
    static String fraction(@Nullable String digits) {
        String micros = digits == null ? "000000" : (digits + "000000").substring(0, 6);
        return micros.equals("000000") ? "" : "." + micros;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
