package dev.taphouse.http.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value looks like, for the message that says that no records are where they should be. */
final class Outline {
    private static final int MOST_NAMES = 12;

    private final Map<String, Outline> members = new LinkedHashMap<>();
    /** The first byte of the value. */
    int first;
    /** How many elements a list has. */
    long elements;
    /** The first byte of the first element of a list; 0 without. */
    int firstElement;

    /** A member of an object. */
    Outline member(String name) {
        return members.computeIfAbsent(name, n -> new Outline());
    }

    /** Whether an object has room for more names that are worth noting. */
    boolean isFull() {
        return members.size() >= MOST_NAMES;
    }

    /** What it is, in words: {@code an object with 'items' (a list of 20), 'next'}. */
    String words() {
        if (first != '{') {
            return first == '[' ? "a list of " + elements : Json.kind(first);
        }
        if (members.isEmpty()) {
            return "an empty object";
        }
        StringBuilder words = new StringBuilder("an object with ");
        String between = "";
        for (Map.Entry<String, Outline> member : members.entrySet()) {
            Outline value = member.getValue();
            words.append(between).append('\'').append(member.getKey()).append('\'');
            words.append(value.first == '[' ? " (a list of " + value.elements + ")" : "");
            words.append(value.first == '{' ? " (an object)" : "");
            between = ", ";
        }
        return words.append(isFull() ? " ..." : "").toString();
    }

    /** The path to the one object in here; null when there is none, or several. */
    @Nullable String onlyObject(String prefix) {
        List<String> objects = new ArrayList<>();
        members.forEach((name, value) -> {
            if (value.first == '{') {
                objects.add(below(prefix, name));
            }
        });
        return objects.size() == 1 ? objects.get(0) : null;
    }

    /** The path from here to the list that looks most like records; null when there is none. */
    @Nullable String nearest(String prefix) {
        if (first == '[') {
            return firstElement == '{' || elements == 0 ? prefix + "[*]" : null;
        }
        String nearest = null;
        for (Map.Entry<String, Outline> member : members.entrySet()) {
            String path = member.getValue().nearest(below(prefix, member.getKey()));
            if (path != null && (nearest == null || dots(path) < dots(nearest))) {
                nearest = path;
            }
        }
        return nearest;
    }

    private static String below(String prefix, String name) {
        String step = RecordsPath.text(List.of(RecordsPath.Step.of(name)));
        return prefix.isEmpty() ? step : prefix + "." + step;
    }

    private static long dots(String path) {
        return path.chars().filter(c -> c == '.').count();
    }
}
