package dev.taphouse.host.query;

import dev.taphouse.host.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON on one line with the blanks that Python's {@code json.dumps} writes, as those who parse Mage's output know it. */
public final class MageJson {
    private MageJson() {}

    /** The text of a document. */
    public static String text(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator)
                        .append(Json.text(String.valueOf(entry.getKey())))
                        .append(": ");
                append(text, entry.getValue());
                separator = ", ";
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object each : list) {
                text.append(separator);
                append(text, each);
                separator = ", ";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else {
            text.append(Json.text(value));
        }
    }
}
