package dev.taphouse.http.description;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant. */
final class Nearest {

    private Nearest() {}

    /** {@code ; did you mean 'x'?}, or {@code ; there are a, b}. */
    static String hint(String name, Collection<String> names) {
        return nearest(name, names)
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("; there " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names));
    }

    private static Optional<String> nearest(String name, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(each -> distance(name, each)))
                .filter(each -> distance(name, each) <= Math.max(1, Math.min(name.length(), each.length()) / 3));
    }

    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
