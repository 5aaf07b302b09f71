package dev.taphouse.host.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Names {
    private static final int LONGEST = 200;

    private Names() {}

    /**
     * The candidate nearest to a name: at most a third of its letters left out, added, changed or swapped with the
     * next. Case and the difference of {@code -} and {@code _} do not count.
     *
     * @return the first of the nearest; empty when none is near
     */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        String wanted = plain(name);
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(wanted, plain(candidate));
            if (distance < least && isNear(distance, wanted.length(), candidate.length())) {
                nearest = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static boolean isNear(int distance, int length, int otherLength) {
        int longer = Math.max(length, otherLength);
        int allowed = longer <= 2 ? 0 : Math.max(1, longer / 3);
        return distance <= allowed;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Damerau-Levenshtein, in which no part is edited twice. */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return a.equals(b) ? 0 : Integer.MAX_VALUE; // the table would grow with the square
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
                if (isSwap(a, i, b, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }

    private static boolean isSwap(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
