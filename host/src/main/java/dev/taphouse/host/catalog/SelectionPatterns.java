package dev.taphouse.host.catalog;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.config.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code --select} and {@code --exclude} say, over a catalog. With a {@code --select}, the streams it matches are
 * selected and no others; where it names fields, those fields and no others. What is excluded is excluded whatever else
 * is said. Immutable.
 */
public final class SelectionPatterns {
    /** No pattern: the catalog decides. */
    public static final SelectionPatterns NONE = new SelectionPatterns(List.of(), List.of());

    private final List<SelectionPattern> selected;
    private final List<SelectionPattern> excluded;

    private SelectionPatterns(List<SelectionPattern> selected, List<SelectionPattern> excluded) {
        this.selected = List.copyOf(selected);
        this.excluded = List.copyOf(excluded);
    }

    /**
     * Reads patterns.
     *
     * @param select the values of {@code --select}; one that begins with {@code !} excludes
     * @param exclude the values of {@code --exclude}
     * @throws Failure with all problems at once
     */
    public static SelectionPatterns of(List<String> select, List<String> exclude) {
        List<SelectionPattern> selected = new ArrayList<>();
        List<SelectionPattern> excluded = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String text : select) {
            boolean negative = text.startsWith("!");
            add(negative ? excluded : selected, "--select", negative ? text.substring(1) : text, problems);
        }
        for (String text : exclude) {
            add(excluded, "--exclude", text, problems);
        }
        failAt(problems);
        return new SelectionPatterns(selected, excluded);
    }

    private static void add(List<SelectionPattern> to, String option, String text, List<String> problems) {
        try {
            to.add(SelectionPattern.of(option, text));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return selected.isEmpty() && excluded.isEmpty();
    }

    /**
     * Whether a stream is selected; empty when nothing is said about it.
     *
     * @param available whether it can be read; what cannot is selected by its name only
     */
    Optional<Boolean> stream(String id, boolean available) {
        for (SelectionPattern pattern : excluded) {
            if ((pattern.isOfStreams() || pattern.isOfAllFields()) && pattern.matchesStream(id)) {
                return Optional.of(false);
            }
        }
        if (selected.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                selected.stream().anyMatch(pattern -> pattern.matchesStream(id) && (available || pattern.isLiteral())));
    }

    /**
     * Whether a field is selected; empty when nothing is said about it.
     *
     * @param path the names from the top-level field to a field inside of it
     */
    Optional<Boolean> field(String id, List<String> path) {
        if (excluded.stream().anyMatch(pattern -> pattern.matchesStream(id) && pattern.covers(path))) {
            return Optional.of(false);
        }
        List<SelectionPattern> ofStream =
                selected.stream().filter(pattern -> pattern.matchesStream(id)).toList();
        if (ofStream.isEmpty() || ofStream.stream().anyMatch(SelectionPattern::isOfStreams)) {
            return Optional.empty();
        }
        return Optional.of(ofStream.stream().anyMatch(pattern -> pattern.covers(path) || pattern.leadsThrough(path)));
    }

    /**
     * Refuses patterns that match nothing, which are mistakes.
     *
     * @throws Failure naming them all, and what was probably meant
     */
    void requireMatches(Collection<CatalogStream> streams) {
        List<String> problems = new ArrayList<>();
        Stream.concat(selected.stream(), excluded.stream())
                .forEach(pattern -> unmatched(pattern, streams).ifPresent(problems::add));
        failAt(problems);
    }

    private static Optional<String> unmatched(SelectionPattern pattern, Collection<CatalogStream> streams) {
        boolean streamMatches = false;
        Set<String> names = new LinkedHashSet<>();
        for (CatalogStream stream : streams) {
            if (pattern.matchesStream(stream.id())) {
                streamMatches = true;
                if (pattern.isOfStreams() || pattern.isOfAllFields()) {
                    return Optional.empty();
                }
                for (List<String> path : stream.paths()) {
                    if (pattern.names(path)) {
                        return Optional.empty();
                    }
                    names.add(String.join(".", path));
                }
            }
        }
        if (streamMatches) {
            return Optional.of(pattern.unmatched("field", Names.nearest(pattern.fieldName(), names)));
        }
        List<String> ids = streams.stream().map(CatalogStream::id).toList();
        return Optional.of(pattern.unmatched("stream", Names.nearest(pattern.streamName(), ids)));
    }

    private static void failAt(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new Failure(ExitCode.USAGE, String.join("\n", problems));
        }
    }
}
