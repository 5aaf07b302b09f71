package dev.taphouse.host.state;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import dev.taphouse.api.Type;
import java.math.BigDecimal;
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
import java.util.Locale;
import java.util.Optional;

/**
 * The canonical form of a cursor's value that another tap, or a person, may have written otherwise: what our own rows
 * and bookmarks hold, so that the two can be compared. Digits below microseconds are cut: a smaller bookmark repeats
 * rows and loses none. A time without a zone is UTC.
 */
public final class CanonicalCursor {
    private static final int SHORTEST_DATE_TIME = 11;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ofPattern("HH:mm[:ss]", Locale.ROOT))
            .appendFraction(NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm:ss", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    private CanonicalCursor() {}

    /**
     * The value in the canonical form of its type.
     *
     * @param value a String, Boolean, Long or BigDecimal
     * @return a Long or BigDecimal for numbers, else a String; empty when the value is none of the type
     */
    public static Optional<Object> of(Type.Kind kind, Object value) {
        try {
            return switch (kind) {
                case INTEGER -> Optional.of(whole(number(value)));
                case DECIMAL, FLOAT -> Optional.of(plain(number(value)));
                case DATE ->
                    text(value).map(text -> dateTime(text).toLocalDate().toString());
                case TIME -> text(value).map(CanonicalCursor::time);
                case TIMESTAMP, INSTANT -> text(value).map(text -> instant(dateTime(text)));
                case UUID -> text(value).map(text -> text.toLowerCase(Locale.ROOT));
                case BOOL, TEXT, BYTES, JSON, LIST, OBJECT ->
                    Optional.of(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
            };
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What a value of the kind is, for a message. */
    public static String noun(Type.Kind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, FLOAT -> "a number";
            case DATE -> "a date like 2026-01-31";
            case TIME -> "a time like 13:30:00";
            case TIMESTAMP, INSTANT -> "a date and time like 2026-01-31T13:30:00Z";
            case BOOL, TEXT, BYTES, UUID, JSON, LIST, OBJECT -> "a text";
        };
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text ? Optional.of(text.strip()) : Optional.empty();
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal number
                ? number
                : new BigDecimal(value.toString().strip());
    }

    private static Object whole(BigDecimal number) {
        return plain(new BigDecimal(number.toBigIntegerExact()));
    }

    private static Object plain(BigDecimal number) {
        boolean fits = number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE;
        return fits ? (Object) number.longValueExact() : number;
    }

    private static OffsetDateTime dateTime(String text) {
        if (text.length() < SHORTEST_DATE_TIME) {
            return LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        TemporalAccessor parsed = DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        OffsetDateTime at = parsed instanceof OffsetDateTime zoned
                ? zoned.withOffsetSameInstant(ZoneOffset.UTC)
                : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
        if (at.getYear() < 1 || at.getYear() > 9999) {
            throw new DateTimeException("year outside 1-9999");
        }
        return at;
    }

    private static String instant(OffsetDateTime at) {
        return SECONDS.format(at) + fraction(at.getNano()) + "Z";
    }

    private static String time(String text) {
        if (text.matches("24:00(:00(\\.0+)?)?")) {
            return "24:00:00";
        }
        LocalTime at = LocalTime.parse(text);
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(at) + fraction(at.getNano());
    }

    /** None, or six digits that are not all zero. */
    private static String fraction(int nano) {
        return nano < 1000 ? "" : String.format(Locale.ROOT, ".%06d", nano / 1000);
    }
}
