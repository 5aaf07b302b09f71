package dev.taphouse.sqlite;

import dev.taphouse.sql.ValueMisfit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as SQLite's own functions write them: ISO 8601 text, with a blank or a T between. */
final class SqliteTime {
    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[ T](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?) ?(Z|[+-]\\d\\d:\\d\\d)?)?");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?");

    private SqliteTime() {}

    /** {@code YYYY-MM-DD}. */
    static LocalDate date(Object value) {
        String text = text(value, "a date like 2026-01-31");
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new ValueMisfit("TEXT that is no date like 2026-01-31");
    }

    /** {@code hh:mm[:ss[.f]]}. */
    static LocalTime time(Object value) {
        String text = text(value, "a time like 12:30:00");
        try {
            if (TIME.matcher(text).matches()) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new ValueMisfit("TEXT that is no time like 12:30:00");
    }

    /** {@code YYYY-MM-DD[ hh:mm[:ss[.f]][Z|+hh:mm]]}; without an offset it is UTC, as SQLite takes it. */
    static Instant timestamp(Object value) {
        String text = text(value, "a time like 2026-01-31 12:30:00");
        Matcher parts = TIMESTAMP.matcher(text);
        try {
            if (parts.matches()) {
                LocalDate date = LocalDate.parse(parts.group(1));
                LocalTime time = parts.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group(2));
                ZoneOffset offset = parts.group(3) == null ? ZoneOffset.UTC : ZoneOffset.of(parts.group(3));
                return date.atTime(time).toInstant(offset);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new ValueMisfit("TEXT that is no time like 2026-01-31 12:30:00");
    }

    private static String text(Object value, String expected) {
        if (value instanceof String text) {
            return text;
        }
        throw new ValueMisfit(SqliteCodecs.storageClass(value) + ", not " + expected);
    }
}
