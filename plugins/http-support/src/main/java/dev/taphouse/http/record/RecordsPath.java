package dev.taphouse.http.record;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the records lie in a JSON document: names with dots between, and {@code [*]} for each element of a list, such as
 * {@code data[*]}, {@code list[*].subscription} or {@code [*]}. Empty: the document itself is the one record. A
 * backslash takes the next character as it is ({@code odata\.value[*]}); a leading {@code $}, as JSONPath has it, means
 * nothing.
 *
 * @param steps from the root on; {@link Step#EACH} for the elements of a list
 */
public record RecordsPath(List<Step> steps) {

    /** Copies. */
    public RecordsPath {
        steps = List.copyOf(steps);
    }

    /**
     * One step down.
     *
     * @param name of a member; empty and {@code each} for the elements of a list
     * @param each whether it is into a list
     */
    public record Step(String name, boolean each) {
        /** Into each element of a list. */
        public static final Step EACH = new Step("", true);

        static Step of(String name) {
            return new Step(name, false);
        }
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException when it is none, with what is wrong with it
     */
    public static RecordsPath parse(String text) {
        return new Parser(text).path();
    }

    /** Reads the path of one scalar, such as {@code meta.next}: names alone. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (Step step : parse(text).steps) {
            if (step.each) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no path of one value: it is names with dots between, without [*]");
            }
            names.add(step.name);
        }
        return names;
    }

    /** Whether what is after so many steps is an element of a list. */
    boolean isElement(int after) {
        return after > 0 && steps.get(after - 1).each;
    }

    /** The path as it is written. */
    @Override
    public String toString() {
        return text(steps);
    }

    static String text(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step.each) {
                text.append("[*]");
            } else {
                text.append(text.length() == 0 ? "" : ".").append(step.name.replaceAll("([.\\[\\]\\\\])", "\\\\$1"));
            }
        }
        return text.toString();
    }

    private static final class Parser {
        private final String text;
        private final List<Step> steps = new ArrayList<>();
        private int at;

        Parser(String text) {
            this.text = text;
        }

        RecordsPath path() {
            if (text.equals("$") || text.startsWith("$.") || text.startsWith("$[")) {
                at = text.startsWith("$.") ? 2 : 1;
            }
            boolean name = at < text.length() && text.charAt(at) != '[';
            while (at < text.length()) {
                if (name) {
                    steps.add(Step.of(name()));
                } else if (text.startsWith("[*]", at)) {
                    at += 3;
                    steps.add(Step.EACH);
                } else {
                    throw bad("only [*] may stand in brackets");
                }
                name = at < text.length() && text.charAt(at) == '.';
                if (name) {
                    at++;
                } else if (at < text.length() && text.charAt(at) != '[') {
                    throw bad("after [*] comes a dot or nothing");
                }
            }
            if (name) {
                throw bad("it ends with a dot");
            }
            return new RecordsPath(steps);
        }

        private String name() {
            StringBuilder name = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                name.append(text.charAt(at++));
            }
            if (name.isEmpty()) {
                throw bad("a name is empty");
            }
            return name.toString();
        }

        private IllegalArgumentException bad(String why) {
            return new IllegalArgumentException(
                    "'" + text + "' is no path of records: " + why + "; paths look like data[*], list[*].item or [*]");
        }
    }
}
