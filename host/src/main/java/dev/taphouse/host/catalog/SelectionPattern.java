package dev.taphouse.host.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of streams, or of their fields, as {@code --select} takes it: {@code stream} or {@code stream.field}, split
 * at the first dot; {@code *} and {@code ?} stand for any text and any character; a backslash takes the meaning from
 * the next character. Immutable.
 */
final class SelectionPattern {
    private final String option;
    private final String text;
    private final boolean literal;
    private final Pattern stream;
    private final @Nullable Pattern field;
    private final List<Pattern> steps;
    private final String plainStream;
    private final String plainField;

    private SelectionPattern(String option, String text, List<String> parts) {
        this.option = option;
        this.text = text;
        this.plainStream = parts.get(0);
        this.literal = !hasWildcard(plainStream);
        this.stream = glob(plainStream);
        this.plainField = String.join(".", parts.subList(1, parts.size()));
        this.field = parts.size() == 1 ? null : glob(plainField);
        this.steps = parts.stream().skip(1).map(SelectionPattern::glob).toList();
    }

    /**
     * Reads a pattern.
     *
     * @param option the option that gave it, for messages
     * @throws IllegalArgumentException when a part of it is empty
     */
    static SelectionPattern of(String option, String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == '.') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        if (parts.contains("")) {
            throw new IllegalArgumentException(option + " '" + text
                    + "' has an empty part; give a stream, or a stream and a field as in 'orders.*'");
        }
        return new SelectionPattern(option, text, parts);
    }

    /** Whether it is about whole streams: it names no field. */
    boolean isOfStreams() {
        return field == null;
    }

    /** Whether it is about every field. */
    boolean isOfAllFields() {
        return plainField.equals("*");
    }

    /** Whether it names one stream. */
    boolean isLiteral() {
        return literal;
    }

    boolean matchesStream(String id) {
        return stream.matcher(id).matches();
    }

    /** Whether it names this field, or one that this field is inside of. */
    boolean covers(List<String> path) {
        for (int i = 1; i <= path.size(); i++) {
            if (names(path.subList(0, i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it names this field itself. */
    boolean names(List<String> path) {
        return field != null && field.matcher(String.join(".", path)).matches();
    }

    /** Whether it may name a field inside of this one. */
    boolean leadsThrough(List<String> path) {
        if (path.size() >= steps.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!steps.get(i).matcher(path.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    /** The stream part without its backslashes. */
    String streamName() {
        return plain(plainStream);
    }

    /** The field part without its backslashes; empty without one. */
    String fieldName() {
        return plain(plainField);
    }

    /** That nothing matches, as a line for people. */
    String unmatched(String what, Optional<String> nearest) {
        return option + " '" + text + "' matches no " + what
                + nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    private static String plain(String part) {
        return part.replaceAll("\\\\(.)", "$1");
    }

    private static boolean hasWildcard(String part) {
        return part.replaceAll("\\\\.", "").matches(".*[*?].*");
    }

    private static Pattern glob(String part) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\' && i + 1 < part.length()) {
                regex.append(Pattern.quote(part.substring(++i, i + 1)));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
