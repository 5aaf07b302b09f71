package dev.taphouse.host.state;

import dev.taphouse.api.Type;
import java.math.BigDecimal;

/** The order of canonical values of one type; never that of a text which is not ordered like the value. */
public final class CanonicalOrder {
    private CanonicalOrder() {}

    /** Whether the order of the kind is known here; that of text, a collation, is the source's alone. */
    public static boolean isKnown(Type.Kind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, FLOAT, DATE, TIME, TIMESTAMP, INSTANT -> true;
            case BOOL, TEXT, BYTES, UUID, JSON, LIST, OBJECT -> false;
        };
    }

    /** Compares two values of a kind whose order is known. */
    public static int compare(Type.Kind kind, Object a, Object b) {
        return switch (kind) {
            case INTEGER, DECIMAL, FLOAT -> number(a).compareTo(number(b));
            case TIMESTAMP, INSTANT -> withoutZone(a).compareTo(withoutZone(b));
            default -> a.toString().compareTo(b.toString());
        };
    }

    private static BigDecimal number(Object value) {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(value.toString());
    }

    /** So that a text without a fraction is the smaller one: '.' comes before 'Z'. */
    private static String withoutZone(Object value) {
        String text = value.toString();
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }
}
