package dev.taphouse.http.cursor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an API writes the values of a cursor, in records and in filters. Immutable. */
public final class TimeFormat {
    /** ISO 8601, with or without a zone, UTC without; written with {@code Z}. */
    public static final TimeFormat ISO = new TimeFormat(Kind.ISO, null, ZoneOffset.UTC);
    /** Seconds since 1970. */
    public static final TimeFormat EPOCH_S = new TimeFormat(Kind.EPOCH_S, null, ZoneOffset.UTC);
    /** Milliseconds since 1970. */
    public static final TimeFormat EPOCH_MS = new TimeFormat(Kind.EPOCH_MS, null, ZoneOffset.UTC);
    /** Days, in UTC. */
    public static final TimeFormat DATE = new TimeFormat(Kind.DATE, null, ZoneOffset.UTC);
    /** A number that grows and is no time, such as a version: no clock caps it. */
    public static final TimeFormat INTEGER = new TimeFormat(Kind.INTEGER, null, ZoneOffset.UTC);

    private static final DateTimeFormatter ANY_ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ofPattern("HH:mm[:ss]", Locale.ROOT))
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm:ss", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final Kind kind;
    private final @Nullable DateTimeFormatter pattern;
    private final ZoneId zone;

    private TimeFormat(Kind kind, @Nullable DateTimeFormatter pattern, ZoneId zone) {
        this.kind = kind;
        this.pattern = pattern;
        this.zone = zone;
    }

    /**
     * By a pattern of {@link DateTimeFormatter}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TimeFormat pattern(String pattern) {
        return new TimeFormat(Kind.PATTERN, DateTimeFormatter.ofPattern(pattern, Locale.ROOT), ZoneOffset.UTC);
    }

    /** The same, for days and times that are given without a zone in this one. */
    public TimeFormat in(ZoneId account) {
        return new TimeFormat(kind, pattern, account);
    }

    /** Whether a clock can cap it. */
    public boolean isTime() {
        return kind != Kind.INTEGER;
    }

    /** The least difference between two values: what the start of a pass goes back at least. */
    public Duration resolution() {
        return switch (kind) {
            case ISO, EPOCH_S, INTEGER -> Duration.ofSeconds(1);
            case EPOCH_MS -> Duration.ofMillis(1);
            case DATE -> Duration.ofDays(1);
            case PATTERN -> hasSeconds() ? Duration.ofSeconds(1) : Duration.ofDays(1);
        };
    }

    /**
     * A value out of a record.
     *
     * @throws DateTimeException if it is none of this format, nor ISO 8601
     */
    public Instant parse(String text) {
        try {
            return switch (kind) {
                case ISO, DATE -> iso(text);
                case EPOCH_S, INTEGER -> epoch(new BigDecimal(text));
                case EPOCH_MS -> epoch(new BigDecimal(text).movePointLeft(3));
                case PATTERN -> of(formatter().parse(text));
            };
        } catch (NumberFormatException | ArithmeticException e) {
            return iso(text);
        }
    }

    /** The start of a filter: a value that is not after {@code at}; a day is widened by one. */
    public String start(Instant at) {
        return switch (kind) {
            case EPOCH_S, INTEGER -> Long.toString(at.getEpochSecond());
            case EPOCH_MS -> Long.toString(at.toEpochMilli());
            case ISO -> canonical(at);
            case DATE -> at.atZone(zone).toLocalDate().minusDays(1).toString();
            case PATTERN -> formatter().format((hasSeconds() ? at : at.minus(Duration.ofDays(1))).atZone(zone));
        };
    }

    /** The end of a filter: a value that is not before {@code at}; a day is widened by one. */
    public String end(Instant at) {
        return switch (kind) {
            case EPOCH_S, INTEGER -> Long.toString(at.getEpochSecond() + (at.getNano() == 0 ? 0 : 1));
            case EPOCH_MS -> Long.toString(at.plusNanos(999_999).toEpochMilli());
            case ISO -> canonical(at);
            case DATE -> at.atZone(zone).toLocalDate().plusDays(1).toString();
            case PATTERN -> {
                Duration more = hasSeconds() ? Duration.ofSeconds(at.getNano() == 0 ? 0 : 1) : Duration.ofDays(1);
                yield formatter().format(at.plus(more).atZone(zone));
            }
        };
    }

    /** A whole number in the unit of this format, rounded down; seconds where it has none. */
    public long number(Instant at) {
        return kind == Kind.EPOCH_MS ? at.toEpochMilli() : at.getEpochSecond();
    }

    /** {@code YYYY-MM-DDThh:mm:ss[.ffffff]Z}; digits below microseconds are cut. */
    public static String canonical(Instant at) {
        OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
        int micros = utc.get(ChronoField.MICRO_OF_SECOND);
        return SECONDS.format(utc) + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros)) + "Z";
    }

    private Instant iso(String text) {
        return of(ANY_ISO.parse(text.strip()));
    }

    private Instant of(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        if (parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
            return LocalDateTime.from(parsed).atZone(zone).toInstant();
        }
        LocalDate day = parsed.query(TemporalQueries.localDate());
        if (day == null) {
            throw new DateTimeException("there is no day in it");
        }
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant epoch(BigDecimal seconds) {
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValue());
    }

    private boolean hasSeconds() {
        return kind == Kind.PATTERN && formatter().toString().contains("SecondOfMinute");
    }

    private DateTimeFormatter formatter() {
        return Objects.requireNonNull(pattern, "pattern is null");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private enum Kind {
        ISO,
        EPOCH_S,
        EPOCH_MS,
        DATE,
        INTEGER,
        PATTERN
    }
}
