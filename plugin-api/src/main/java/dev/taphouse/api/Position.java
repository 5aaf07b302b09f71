package dev.taphouse.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a stream: a small JSON object that is bookmark, resume point and start of a lane at once. Immutable and
 * compared by value.
 *
 * <p>Its entries are stored in the stream's bookmark under their own names, so that states of other taps can be taken
 * over: use the field's words, {@code replication_key}, {@code replication_key_value}, {@code last_pk_fetched}, {@code
 * max_pk_values}, {@code lsn}. A connector accepts every form it ever wrote.
 *
 * <p>Values are String, Boolean, Long, BigInteger, BigDecimal, and Lists and Maps of them; a null reads as absent. The
 * names {@code lanes}, {@code version}, {@code last_replication_method} and those that start with {@code _taphouse} are
 * the host's.
 */
public final class Position {
    /** Before the first row. */
    public static final Position START = new Position(Map.of());

    private static final Set<String> HOST_KEYS = Set.of("lanes", "version", "last_replication_method");

    private final Map<String, Object> entries;

    private Position(Map<String, Object> entries) {
        this.entries = entries;
    }

    /** A position of one entry; see {@link Position} for what a value may be. */
    public static Position of(String key, Object value) {
        return START.with(key, value);
    }

    /**
     * A position of these entries; null values are left out.
     *
     * @throws IllegalArgumentException for a name of the host's, or a value that is not exact JSON
     */
    public static Position of(Map<String, ? extends @Nullable Object> entries) {
        Map<String, Object> copy = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (value != null) {
                copy.put(checked(key), exact(key, value));
            }
        });
        return copy.isEmpty() ? START : new Position(Collections.unmodifiableMap(copy));
    }

    /**
     * The bookmark of a cursor: {@code {replication_key: field, replication_key_value: value}}.
     *
     * @param value in the canonical form of the field's type: a number, else canonical text
     */
    public static Position cursor(String field, Object value) {
        return of("replication_key", field).with("replication_key_value", value);
    }

    /** The same with one more entry. */
    public Position with(String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(entries);
        copy.put(checked(key), exact(key, value));
        return new Position(Collections.unmodifiableMap(copy));
    }

    /** Whether this is the position before the first row. */
    public boolean isStart() {
        return entries.isEmpty();
    }

    /** An entry as text: a String as it is, a number or Boolean as JSON writes it. */
    public Optional<String> text(String key) {
        return plain(entries.get(key));
    }

    /**
     * An entry as a 64-bit integer.
     *
     * @return empty when absent, or no integer that fits
     */
    public OptionalLong int64(String key) {
        Object value = entries.get(key);
        try {
            if (value instanceof Long number) {
                return OptionalLong.of(number);
            }
            if (value instanceof BigDecimal number) {
                return OptionalLong.of(number.longValueExact());
            }
            return value instanceof String text ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The value of the leading cursor, as text. */
    public Optional<String> cursor() {
        return text("replication_key_value");
    }

    /**
     * The value of any of several cursors, as text: the leading one is {@code replication_key_value}, the others lead
     * inside {@code key}.
     */
    public Optional<String> cursor(String field) {
        if (text("replication_key").filter(field::equals).isPresent()) {
            return cursor();
        }
        return entries.get("key") instanceof Map<?, ?> key ? plain(key.get(field)) : Optional.empty();
    }

    /** All entries; the maps and lists in it are unmodifiable. */
    public Map<String, Object> entries() {
        return entries;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    private static String checked(String key) {
        if (HOST_KEYS.contains(key) || key.startsWith("_taphouse")) {
            throw new IllegalArgumentException("position key '" + key + "' is the host's; take another name");
        }
        return key;
    }

    private static Object exact(String key, Object value) {
        Objects.requireNonNull(value, () -> "value of position key '" + key + "' is null");
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof BigDecimal
                || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : new BigDecimal(number);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> {
                if (v != null) {
                    copy.put((String) k, exact(key, v));
                }
            });
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(exact(key, Objects.requireNonNull(each, "a list holds null"))));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException("position key '" + key + "' holds a "
                + value.getClass().getName() + "; it takes String, Boolean, exact numbers, Map and List");
    }

    private static Optional<String> plain(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return Optional.of(number.toPlainString());
        }
        boolean scalar = value instanceof String || value instanceof Boolean || value instanceof Long;
        return scalar ? Optional.of(String.valueOf(value)) : Optional.empty();
    }
}
