package dev.taphouse.host.log;

import java.util.regex.Pattern;

/** Takes the class names of exceptions out of a text: in a line about what goes on, alerts would take them for one. */
final class ClassNames {
    private static final Pattern EXCEPTION =
            Pattern.compile("\\b(?:[a-z]\\w*\\.)+[\\w$]*(?:Exception|Error)\\b(?:: )?");

    private ClassNames() {}

    static String without(String text) {
        boolean suspect = text.contains("Exception") || text.contains("Error");
        return suspect ? EXCEPTION.matcher(text).replaceAll("").replace(" ()", "") : text;
    }
}
