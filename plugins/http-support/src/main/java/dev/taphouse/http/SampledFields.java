package dev.taphouse.http;

import dev.taphouse.api.Field;
import dev.taphouse.api.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stand-in until records infers. */
final class SampledFields {
    private SampledFields() {}

    static List<Field> of(List<Map<String, @Nullable Object>> sample) {
        Map<String, @Nullable Type> types = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> record : sample) {
            record.forEach((name, value) -> {
                Type seen = types.get(name);
                Type now = value == null ? null : type(value);
                types.put(name, seen == null ? now : now == null || now.equals(seen) ? seen : Type.JSON);
            });
        }
        List<Field> fields = new ArrayList<>();
        types.forEach((name, type) -> fields.add(Field.of(name, type == null ? Type.JSON : type)));
        return fields;
    }

    private static Type type(Object value) {
        if (value instanceof Boolean) {
            return Type.BOOL;
        }
        if (value instanceof Long) {
            return Type.INTEGER;
        }
        if (value instanceof BigDecimal) {
            return Type.DECIMAL;
        }
        if (value instanceof String text) {
            return text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}.*Z") ? Type.INSTANT : Type.TEXT;
        }
        return Type.JSON;
    }
}
