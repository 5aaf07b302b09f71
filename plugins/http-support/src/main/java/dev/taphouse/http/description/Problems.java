package dev.taphouse.http.description;

import dev.taphouse.api.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a description, all at once. For one thread. */
final class Problems {
    private static final int MOST_SHOWN = 20;

    private final Set<String> lines = new LinkedHashSet<>();

    /**
     * Notes a problem.
     *
     * @param path where, such as {@code streams.orders.paginator.type}
     */
    void add(String path, String what) {
        lines.add("'" + path + "' " + what);
    }

    /** Throws when there is any. */
    void throwAny() {
        if (lines.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>(lines.stream().limit(MOST_SHOWN).toList());
        if (lines.size() > MOST_SHOWN) {
            shown.add("and " + (lines.size() - MOST_SHOWN) + " more");
        }
        throw new SourceException(SourceException.Kind.CONFIG, String.join("; ", shown))
                .remedy("See the vocabulary in the README of the plugin.");
    }
}
