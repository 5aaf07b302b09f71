package dev.taphouse.host.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the loosely typed nodes of catalogs and JSON Schemas, of which old tools write several forms. */
final class SchemaNodes {
    private SchemaNodes() {}

    /** A node as an object; an empty one when it is something else. */
    static Map<String, @Nullable Object> object(@Nullable Object node) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> given) {
            given.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    /** A text that is not empty. */
    static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** The texts of a list; a single text is a list of one. */
    static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(SchemaNodes::text)
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
        }
        return text(value).map(List::of).orElse(List.of());
    }

    /** A boolean, also as the text that some write. */
    static Optional<Boolean> flag(@Nullable Object value) {
        if (value instanceof String text) {
            return switch (text.strip()) {
                case "true", "True", "TRUE" -> Optional.of(true);
                case "false", "False", "FALSE" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The names in a breadcrumb, without the steps between them. */
    static List<String> names(List<String> breadcrumb) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < breadcrumb.size(); i++) {
            if (breadcrumb.get(i).equals("properties") && i + 1 < breadcrumb.size()) {
                names.add(breadcrumb.get(++i));
            }
        }
        return names;
    }

    /** Whether a breadcrumb ends in the name of a property. */
    static boolean isOfProperty(List<String> breadcrumb) {
        int i = 0;
        boolean named = false;
        while (i < breadcrumb.size()) {
            named = breadcrumb.get(i).equals("properties") && i + 1 < breadcrumb.size();
            if (!named && !breadcrumb.get(i).equals("items")) {
                return false;
            }
            i += named ? 2 : 1;
        }
        return named;
    }

    static List<String> plus(List<String> breadcrumb, String... steps) {
        List<String> longer = new ArrayList<>(breadcrumb);
        longer.addAll(List.of(steps));
        return List.copyOf(longer);
    }

    /** Visits every property below a schema, parents first, each with its breadcrumb and schema. */
    static void properties(
            List<String> breadcrumb,
            Map<String, ? extends @Nullable Object> schema,
            BiConsumer<List<String>, Map<String, @Nullable Object>> visit) {
        object(schema.get("properties")).forEach((name, value) -> {
            List<String> below = plus(breadcrumb, "properties", name);
            Map<String, @Nullable Object> child = object(value);
            visit.accept(below, child);
            properties(below, child, visit);
        });
        if (schema.get("items") instanceof Map<?, ?> items) {
            properties(plus(breadcrumb, "items"), object(items), visit);
        }
    }
}
