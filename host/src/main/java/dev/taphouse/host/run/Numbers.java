package dev.taphouse.host.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a run report, to and from JSON. */
final class Numbers {
    private Numbers() {}

    /** To the millisecond, as in the document: so a report that is read again has the same rates. */
    static double seconds(long nanos) {
        return Math.round(nanos / 1e6) / 1e3;
    }

    static double rate(long count, double seconds) {
        return seconds <= 0 ? 0 : count / seconds;
    }

    /** With three decimals, which is as exact as anybody wants to read it. */
    static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    }

    static long whole(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    static double fraction(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    static Map<String, Long> counts(@Nullable Object value) {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, count) -> counts.put(String.valueOf(name), whole(count)));
        }
        return counts;
    }

    static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> object.put(String.valueOf(name), each));
        }
        return object;
    }

    /** In its order; values may be null. */
    static <V extends @Nullable Object> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
