package dev.taphouse.host.check;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replication keys: which one a stream has, and how their values are compared.
 *
 * @param chosen by stream, before all others
 */
record Cursors(Map<String, String> chosen) {

    /** The cursor to use of each readable stream that has one. */
    Map<String, String> of(CatalogEdit catalog) {
        Map<String, String> cursors = new LinkedHashMap<>();
        for (CatalogNode stream : catalog.readable()) {
            choose(stream).ifPresent(key -> cursors.put(stream.id(), key));
        }
        return cursors;
    }

    private Optional<String> choose(CatalogNode stream) {
        if (chosen.containsKey(stream.id())) {
            return Optional.ofNullable(chosen.get(stream.id()));
        }
        String set = Tree.text(stream.root().get("replication-key"));
        if (!set.isEmpty()) {
            return Optional.of(set);
        }
        List<String> valid = stream.cursors();
        return valid.stream()
                .filter(key -> "date-time".equals(stream.property(key).get("format")))
                .findFirst()
                .or(() -> valid.stream().findFirst());
    }

    /** Compares by type: numbers, times with offsets, dates, else text. */
    static int compare(Object left, Object right) {
        BigDecimal leftNumber = number(left);
        BigDecimal rightNumber = number(right);
        if (leftNumber != null && rightNumber != null) {
            return leftNumber.compareTo(rightNumber);
        }
        OffsetDateTime leftTime = time(left);
        OffsetDateTime rightTime = time(right);
        if (leftTime != null && rightTime != null) {
            return leftTime.toInstant().compareTo(rightTime.toInstant());
        }
        return String.valueOf(left).compareTo(String.valueOf(right));
    }

    private static @Nullable BigDecimal number(Object value) {
        try {
            return new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The time that a text says; null when it says none. */
    static @Nullable OffsetDateTime time(Object value) {
        String text = String.valueOf(value);
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
