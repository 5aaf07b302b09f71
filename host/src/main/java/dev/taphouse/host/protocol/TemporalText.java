package dev.taphouse.host.protocol;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import dev.taphouse.api.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Dates and times: canonical text is checked and copied, other ISO text and the java.time numbers are written out. */
final class TemporalText {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_DAY = SECONDS_PER_DAY * 1_000_000_000L;
    private static final String OUT_OF_RANGE = "year outside 1-9999";
    private static final String TOO_FINE = "digits below microseconds cut";
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ofPattern("HH:mm[:ss]"))
            .appendFraction(NANO_OF_SECOND, 0, 9, true)
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm:ss", "Z")
            .optionalEnd()
            .toFormatter()
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    private final RowBuffer out;
    private final Losses losses;

    TemporalText(RowBuffer out, Losses losses) {
        this.out = out;
        this.losses = losses;
    }

    void date(Column c, byte[] b, int offset, int length) {
        if (length == 10 && isDate(b, offset)) {
            quote(b, offset, length);
            return;
        }
        String text = Utf8.text(b, offset, length).strip();
        try {
            date(c, LocalDate.parse(text).toEpochDay());
        } catch (DateTimeException e) {
            LocalDate day = c.converts ? dateOf(text) : null;
            if (day == null) {
                throw losses.misfit(c, text, "is not a date like 2026-01-31");
            }
            date(c, day.toEpochDay());
        }
    }

    void date(Column c, long epochDay) {
        int year = year(epochDay);
        if (year < 1 || year > 9999) {
            losses.nothing(c, OUT_OF_RANGE, out);
            return;
        }
        out.ensure(14);
        out.put('"');
        put(epochDay);
        out.put('"');
    }

    void time(Column c, byte[] b, int offset, int length) {
        if (isTime(b, offset, length)) {
            quote(b, offset, length);
            return;
        }
        String text = Utf8.text(b, offset, length).strip();
        try {
            time(
                    c,
                    text.matches("24:00(:00(\\.0+)?)?")
                            ? NANOS_PER_DAY
                            : LocalTime.parse(text).toNanoOfDay());
        } catch (DateTimeException e) {
            throw losses.misfit(c, text, "is not a time like 13:30:00");
        }
    }

    void time(Column c, long nanoOfDay) {
        if (nanoOfDay < 0 || nanoOfDay > NANOS_PER_DAY) {
            throw losses.misfit(c, nanoOfDay, "nanoseconds are not a time of day");
        }
        out.ensure(20);
        out.put('"');
        putTime(c, (int) (nanoOfDay / 1_000_000_000L), (int) (nanoOfDay % 1_000_000_000L));
        out.put('"');
    }

    void instant(Column c, byte[] b, int offset, int length) {
        boolean shaped = length >= 20 && isDate(b, offset) && b[offset + 10] == 'T' && b[offset + length - 1] == 'Z';
        if (shaped && b[offset + 11] != '2' | b[offset + 12] != '4' && isTime(b, offset + 11, length - 12)) {
            quote(b, offset, length);
            return;
        }
        String text = Utf8.text(b, offset, length).strip();
        try {
            instant(c, text);
        } catch (DateTimeException e) {
            if (!c.converts || !midnight(c, text)) {
                throw losses.misfit(c, text, "is not a date and time like 2026-01-31T13:30:00Z");
            }
        }
    }

    /** Writes a date as its first moment; whether the text is one. */
    private boolean midnight(Column c, String text) {
        try {
            instant(c, Math.multiplyExact(LocalDate.parse(text).toEpochDay(), SECONDS_PER_DAY), 0);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The date that a text of a date and time is the first moment of; null for another. */
    private static @Nullable LocalDate dateOf(String text) {
        try {
            LocalDateTime utc = OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            return utc.toLocalTime().equals(LocalTime.MIDNIGHT) ? utc.toLocalDate() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void instant(Column c, String text) {
        TemporalAccessor parsed = DATE_TIME.parseBest(shortened(c, text), OffsetDateTime::from, LocalDateTime::from);
        if (parsed instanceof OffsetDateTime at) {
            instant(c, at.toEpochSecond(), at.getNano());
        } else if (c.kind == Type.Kind.TIMESTAMP) {
            LocalDateTime at = (LocalDateTime) parsed;
            instant(c, at.toEpochSecond(ZoneOffset.UTC), at.getNano());
        } else {
            throw losses.misfit(c, text, "has no zone, which a point in time needs");
        }
    }

    /** Without digits below nanoseconds, which the parser does not take. */
    private String shortened(Column c, String text) {
        int point = text.indexOf('.');
        int end = point + 1;
        while (point > 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (point < 0 || end - point <= 10) {
            return text;
        }
        losses.add(c, TOO_FINE);
        return text.substring(0, point + 7) + text.substring(end);
    }

    void instant(Column c, long epochSecond, int nano) {
        if (nano < 0 || nano > 999_999_999) {
            throw losses.misfit(c, nano, "nanoseconds are not a part of a second");
        }
        long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
        int year = day > 4_000_000L || day < -1_000_000L ? 0 : year(day);
        if (year < 1 || year > 9999) {
            losses.nothing(c, OUT_OF_RANGE, out);
            return;
        }
        out.ensure(32);
        out.put('"');
        put(day);
        out.put('T');
        putTime(c, Math.floorMod(epochSecond, SECONDS_PER_DAY), nano);
        out.put('Z');
        out.put('"');
    }

    private void putTime(Column c, int secondOfDay, int nano) {
        out.padded(secondOfDay / 3600, 2);
        out.put(':');
        out.padded(secondOfDay / 60 % 60, 2);
        out.put(':');
        out.padded(secondOfDay % 60, 2);
        if (nano >= 1000) {
            out.put('.');
            out.padded(nano / 1000, 6);
        }
        if (nano % 1000 != 0) {
            losses.add(c, TOO_FINE);
        }
    }

    private static int year(long epochDay) {
        boolean sane = epochDay >= -365_243_219_162L && epochDay <= 365_241_780_471L;
        return sane ? LocalDate.ofEpochDay(epochDay).getYear() : 0;
    }

    /** Writes the date; the algorithm is Howard Hinnant's civil_from_days. */
    private void put(long epochDay) {
        long z = epochDay + 719_468;
        long era = Math.floorDiv(z, 146_097);
        int dayOfEra = (int) (z - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * dayOfYear + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        out.padded((int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0), 4);
        out.put('-');
        out.padded(month, 2);
        out.put('-');
        out.padded(dayOfYear - (153 * shifted + 2) / 5 + 1, 2);
    }

    private void quote(byte[] b, int offset, int length) {
        out.ensure(length + 3);
        out.put('"');
        System.arraycopy(b, offset, out.bytes, out.length, length);
        out.length += length;
        out.put('"');
    }

    private static boolean isDate(byte[] b, int i) {
        int year = two(b, i) * 100 + two(b, i + 2);
        int month = two(b, i + 5);
        int day = two(b, i + 8);
        return year > 0
                && b[i + 4] == '-'
                && b[i + 7] == '-'
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= daysIn(year, month));
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** hh:mm:ss with no fraction, or one of six digits that are not all zero. */
    private static boolean isTime(byte[] b, int i, int length) {
        if (length != 8 && length != 15) {
            return false;
        }
        int hour = two(b, i);
        int minute = two(b, i + 3);
        int second = two(b, i + 6);
        boolean whole = b[i + 2] == ':' && b[i + 5] == ':' && hour >= 0 && minute >= 0 && second >= 0;
        if (!whole || minute > 59 || second > 59 || hour > 23 && (hour > 24 || minute + second > 0 || length > 8)) {
            return false;
        }
        if (length == 8) {
            return true;
        }
        int high = two(b, i + 9);
        int middle = two(b, i + 11);
        int low = two(b, i + 13);
        return b[i + 8] == '.' && (high | middle | low) > 0;
    }

    /** Two digits; negative, however combined, when they are not digits. */
    private static int two(byte[] b, int i) {
        int tens = b[i] - '0';
        int ones = b[i + 1] - '0';
        boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        return digits ? tens * 10 + ones : Integer.MIN_VALUE / 256;
    }
}
