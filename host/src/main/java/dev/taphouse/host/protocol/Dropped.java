package dev.taphouse.host.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left out inside of a value: names of an object, names deeper in it, and the same in the elements of a list.
 * Immutable.
 *
 * @param names the names that are left out
 * @param below what is left out inside of other names; holds no {@link #NONE}
 * @param items what is left out inside of the elements of a list; empty, or one that is not {@link #NONE}
 */
public record Dropped(Set<String> names, Map<String, Dropped> below, List<Dropped> items) {
    /** Nothing is left out. */
    public static final Dropped NONE = new Dropped(Set.of(), Map.of(), List.of());

    public Dropped {
        names = Set.copyOf(names);
        below = Map.copyOf(below);
        items = List.copyOf(items);
    }

    /**
     * What these breadcrumbs name.
     *
     * @param breadcrumbs from the value on, such as {@code properties, address, properties, zip} or {@code items,
     *     properties, zip}
     */
    public static Dropped of(List<List<String>> breadcrumbs) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, List<List<String>>> deeper = new LinkedHashMap<>();
        List<List<String>> inItems = new ArrayList<>();
        for (List<String> breadcrumb : breadcrumbs) {
            int size = breadcrumb.size();
            if (size > 1 && breadcrumb.get(0).equals("items")) {
                inItems.add(breadcrumb.subList(1, size));
            } else if (size == 2) {
                names.add(breadcrumb.get(1));
            } else if (size > 2) {
                deeper.computeIfAbsent(breadcrumb.get(1), unused -> new ArrayList<>())
                        .add(breadcrumb.subList(2, size));
            }
        }
        Map<String, Dropped> below = new LinkedHashMap<>();
        deeper.forEach((name, rest) -> {
            Dropped inside = of(rest);
            if (!names.contains(name) && !inside.isNone()) {
                below.put(name, inside);
            }
        });
        Dropped ofItems = inItems.isEmpty() ? NONE : of(inItems);
        return new Dropped(names, below, ofItems.isNone() ? List.of() : List.of(ofItems));
    }

    /** Whether nothing is left out. */
    public boolean isNone() {
        return names.isEmpty() && below.isEmpty() && items.isEmpty();
    }

    /** What is left out inside of a name. */
    Dropped in(String name) {
        return below.getOrDefault(name, NONE);
    }

    /** What is left out inside of a list's elements. */
    Dropped inItems() {
        return items.isEmpty() ? NONE : items.get(0);
    }

    /** A JSON Schema without what is left out; {@code required} names only what is there. */
    public Map<String, Object> prune(Map<String, Object> schema) {
        if (isNone()) {
            return schema;
        }
        Map<String, Object> pruned = new LinkedHashMap<>(schema);
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            Map<String, Object> left = new LinkedHashMap<>();
            properties.forEach((name, child) -> {
                if (!names.contains(name)) {
                    left.put(String.valueOf(name), pruned(in(String.valueOf(name)), child));
                }
            });
            pruned.put("properties", left);
        }
        if (schema.get("items") instanceof Map<?, ?> element) {
            pruned.put("items", pruned(inItems(), element));
        }
        if (schema.get("required") instanceof List<?> required) {
            List<?> left =
                    required.stream().filter(name -> !names.contains(name)).toList();
            pruned.put("required", left);
            if (left.isEmpty()) {
                pruned.remove("required");
            }
        }
        return pruned;
    }

    private static Object pruned(Dropped dropped, Object schema) {
        if (dropped.isNone() || !(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return dropped.prune(copy);
    }
}
