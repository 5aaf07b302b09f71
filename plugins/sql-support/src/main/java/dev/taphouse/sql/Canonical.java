package dev.taphouse.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Canonical values of bookmarks, there and back. What comes from a state file may be a number or its text; what is
 * neither is an {@link IllegalArgumentException} that says what was expected.
 */
public final class Canonical {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** Any decimal of so many digits survives the way through a double. */
    private static final int SURE_DIGITS = 15;

    private Canonical() {}

    /** A point in time as {@code YYYY-MM-DDThh:mm:ss[.ffffff]Z}; below microseconds it is cut. */
    public static String ofInstant(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        int micros = utc.get(ChronoField.MICRO_OF_SECOND);
        return SECONDS.format(utc) + (micros == 0 ? "" : ".%06d".formatted(micros)) + "Z";
    }

    /** A floating-point number as the shortest decimal that is read back as the same. Finite. */
    public static BigDecimal ofDouble(double value) {
        BigDecimal text = new BigDecimal(Double.toString(value));
        if (text.precision() <= SURE_DIGITS) {
            return text;
        }
        // before Java 19 Double.toString may have a digit too many
        BigDecimal shorter = text.round(new MathContext(SURE_DIGITS));
        return shorter.doubleValue() == value ? shorter : text;
    }

    /** An integer of 64 bits. */
    public static long toLong(Object canonical) {
        try {
            return toDecimal(canonical).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an integer of 64 bits is expected", e);
        }
    }

    /** A number. */
    public static BigDecimal toDecimal(Object canonical) {
        try {
            return canonical instanceof BigDecimal number ? number : new BigDecimal(canonical.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a number is expected", e);
        }
    }

    /** True or false. */
    public static boolean toBool(Object canonical) {
        return switch (canonical.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false is expected");
        };
    }

    /** Text. */
    public static String toText(Object canonical) {
        if (canonical instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("text is expected");
    }

    /** A day: {@code YYYY-MM-DD}, or the day of a point in time. */
    public static LocalDate toDate(Object canonical) {
        try {
            String text = canonical.toString();
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : toInstant(text).atOffset(ZoneOffset.UTC).toLocalDate();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date like 2026-01-31 is expected", e);
        }
    }

    /** A point in time: RFC 3339, without an offset UTC, or a day. */
    public static Instant toInstant(Object canonical) {
        String text = canonical.toString().replace(' ', 'T');
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            boolean offset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            return OffsetDateTime.parse(offset ? text : text + "Z").toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time like 2026-01-31T00:00:00Z is expected", e);
        }
    }
}
