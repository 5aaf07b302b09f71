package dev.taphouse.sql;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says which tables the user wants, by patterns with {@code *} and {@code ?}. */
final class TableFilter {
    private final List<Pattern> patterns;

    /** Without a pattern it takes all. */
    TableFilter(List<String> globs) {
        patterns = globs.stream().map(TableFilter::pattern).toList();
    }

    /** Whether a pattern matches the table's name, or schema and name joined by a point. */
    boolean takes(Table table) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(p -> p.matcher(table.name()).matches()
                                || p.matcher(table.toString()).matches());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                glob.chars()
                        .mapToObj(c -> switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf((char) c));
                        })
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }
}
