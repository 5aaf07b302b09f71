package dev.taphouse.http;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders: <code>{config.x}</code>, <code>{parent.x}</code>, <code>{window.start}</code>, <code>
 * {window.end}</code>, <code>{bookmark}</code>. Immutable.
 */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{((?:config|parent|window)\\.[^{}\\s]+|bookmark)}");
    private static final Pattern LIKE_ONE = Pattern.compile("\\{([^{}\\s]*)}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** A template of this text. */
    public static Template of(String text) {
        return new Template(text);
    }

    /** The names in it, such as {@code parent.id}. */
    public Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** What looks like a placeholder and is none. */
    public Set<String> unknown() {
        Set<String> names = new LinkedHashSet<>();
        Matcher found = LIKE_ONE.matcher(text);
        while (found.find()) {
            names.add(found.group(1));
        }
        names.removeAll(placeholders());
        return names;
    }

    /**
     * The text with its placeholders filled in.
     *
     * @param values by name
     * @param encoded what each value is turned into
     * @throws IllegalArgumentException when a value is missing, with its name
     */
    public String fill(Function<String, Optional<String>> values, UnaryOperator<String> encoded) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(encoded.apply(values.apply(found.group(1))
                        .orElseThrow(() ->
                                new IllegalArgumentException("there is no value for {" + found.group(1) + "}")))));
    }

    /** The text as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
