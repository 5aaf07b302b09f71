package dev.taphouse.testkit;

import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings values into the form a test compares: Boolean, Long (BigInteger beyond 64 bits), Double, BigDecimal, String
 * (canonical text of dates and times, UUIDs, lower-case hex of bytes), Map and List. A value that does not fit its type
 * is an {@link IllegalArgumentException} without the value.
 */
final class Values {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private Values() {}

    /** The canonical form of a natural value, or null for what is not representable (NaN, the year 0). */
    static @Nullable Object canonical(Type type, Object value) {
        return switch (type.kind()) {
            case BOOL -> value instanceof Boolean ? value : text(type, value);
            case INTEGER -> value instanceof Number number ? integer(type, exact(number)) : text(type, value);
            case DECIMAL -> value instanceof Number number ? decimal(type, exact(number)) : text(type, value);
            case FLOAT -> value instanceof Number number ? floating(number.doubleValue()) : text(type, value);
            case TEXT -> limited(type, plain(value));
            case BYTES -> value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : text(type, value);
            case DATE -> value instanceof LocalDate date ? date(date) : text(type, value);
            case TIME -> value instanceof LocalTime time ? time(time.toNanoOfDay()) : text(type, value);
            case TIMESTAMP, INSTANT -> instant(type, value);
            case UUID -> value instanceof UUID ? value.toString() : text(type, value);
            case JSON -> json(value);
            case LIST -> list(type, value);
            case OBJECT -> object(type, value);
        };
    }

    /** The canonical form of a JSON token or structure. */
    static @Nullable Object fromJson(Type type, Object json) {
        return type.kind() == Type.Kind.JSON ? json : canonical(type, json);
    }

    /** A time of day. */
    static String time(long nanoOfDay) {
        long micros = nanoOfDay / 1000;
        long seconds = micros / 1_000_000;
        String text = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
        return text + fraction(micros % 1_000_000);
    }

    /** A day, or null for a year outside 1 to 9999. */
    static @Nullable String date(LocalDate date) {
        return date.getYear() < 1 || date.getYear() > 9999 ? null : date.toString();
    }

    /** A point in time, or null for a year outside 1 to 9999. */
    static @Nullable String instant(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            return null;
        }
        return SECONDS.format(utc) + fraction(utc.get(ChronoField.MICRO_OF_SECOND)) + "Z";
    }

    private static Object text(Type type, Object value) {
        if (!(value instanceof CharSequence)) {
            throw misfit(type, value);
        }
        String text = value.toString();
        try {
            Object parsed = parse(type, text);
            if (parsed == null) {
                throw misfit(type, value);
            }
            return parsed;
        } catch (DateTimeException | ArithmeticException e) {
            throw misfit(type, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a text that is no " + type, e);
        }
    }

    private static @Nullable Object parse(Type type, String text) {
        return switch (type.kind()) {
            case BOOL ->
                switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> null;
                };
            case INTEGER -> integer(type, new BigDecimal(text));
            case DECIMAL -> decimal(type, new BigDecimal(text));
            case FLOAT -> Double.valueOf(text);
            case BYTES -> HexFormat.of().formatHex(HexFormat.of().parseHex(text));
            case DATE -> date(LocalDate.parse(text));
            case TIME ->
                text.equals("24:00:00") ? text : time(LocalTime.parse(text).toNanoOfDay());
            case TIMESTAMP, INSTANT -> instant(OffsetDateTime.parse(text).toInstant());
            case UUID -> UUID.fromString(text).toString();
            default -> null;
        };
    }

    private static Object integer(Type type, BigDecimal value) {
        BigInteger number;
        try {
            number = value.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw misfit(type, value);
        }
        if (type.bits() > 0 && number.bitLength() >= type.bits()) {
            throw misfit(type, value);
        }
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static BigDecimal decimal(Type type, BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int scale = Math.max(0, plain.stripTrailingZeros().scale());
        int whole = plain.precision() - plain.scale();
        boolean fits = type.scale().isEmpty()
                || (scale <= type.scale().getAsInt()
                        && whole <= type.precision().getAsInt() - type.scale().getAsInt());
        if (!fits) {
            throw misfit(type, value);
        }
        return plain;
    }

    private static BigDecimal exact(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static @Nullable Double floating(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : value;
    }

    private static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID) {
            return value.toString();
        }
        if (value instanceof Instant || value instanceof LocalDate) {
            return String.valueOf(json(value));
        }
        throw misfit(Type.TEXT, value);
    }

    private static String limited(Type type, String text) {
        int length = text.codePointCount(0, text.length());
        if (type.maxLength().isPresent() && length > type.maxLength().getAsInt()) {
            throw new IllegalArgumentException("a text of " + length + " code points in a " + type);
        }
        return text;
    }

    private static @Nullable Object instant(Type type, Object value) {
        if (value instanceof Instant instant) {
            return instant(instant);
        }
        if (value instanceof OffsetDateTime time) {
            return instant(time.toInstant());
        }
        if (value instanceof ZonedDateTime time) {
            return instant(time.toInstant());
        }
        return value instanceof LocalDateTime time ? instant(time.toInstant(ZoneOffset.UTC)) : text(type, value);
    }

    private static @Nullable Object json(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?> || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            return floating(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return value instanceof BigDecimal ? value : integer(Type.INTEGER, exact(number));
        }
        if (value instanceof Instant instant) {
            return instant(instant);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value.toString();
    }

    private static Object list(Type type, Object value) {
        if (!(value instanceof List<?> list)) {
            throw misfit(type, value);
        }
        Type element = type.element().orElse(Type.JSON);
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(each -> copy.add(each == null ? null : fromJson(element, each)));
        return copy;
    }

    private static Object object(Type type, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw misfit(type, value);
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            Type known = type.fields().stream()
                    .filter(field -> field.name().equals(key))
                    .findFirst()
                    .map(field -> field.type())
                    .orElse(Type.JSON);
            copy.put((String) key, each == null ? null : fromJson(known, each));
        });
        return copy;
    }

    private static String fraction(long micros) {
        return micros == 0 ? "" : ".%06d".formatted(micros);
    }

    private static IllegalArgumentException misfit(Type type, Object value) {
        return new IllegalArgumentException("a " + value.getClass().getSimpleName() + " that is no " + type);
    }
}
