package dev.taphouse.host.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what a misspelt name may have meant. */
final class NearestNames {
    private static final int MOST = 3;

    private NearestNames() {}

    /** Up to three names that are few edits away or contain the word, nearest first. */
    static List<String> of(String word, Collection<String> names) {
        int far = Math.max(2, word.length() / 3);
        return names.stream()
                .distinct()
                .filter(name -> name.contains(word) || word.contains(name) || edits(word, name) <= far)
                .sorted(Comparator.<String>comparingInt(name -> edits(word, name))
                        .thenComparing(name -> name))
                .limit(MOST)
                .toList();
    }

    /** How many letters must be changed, added or dropped. */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
