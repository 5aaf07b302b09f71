package dev.taphouse.http.description;

import dev.taphouse.http.Template;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings that placeholders stand for.
 *
 * @param names of all there are
 * @param values by name; empty for one that is not set
 */
record Settings(Set<String> names, Function<String, Optional<String>> values) {
    private static final String CONFIG = "config.";

    /** The text with its settings filled in; what has none, or is no setting, is noted. */
    String fill(Element element, String key, String text) {
        Template template = Template.of(text);
        boolean fine = true;
        for (String placeholder : template.placeholders()) {
            if (!placeholder.startsWith(CONFIG)) {
                element.problem(key, "has {" + placeholder + "}, which has no value here; only {config.x} has");
                fine = false;
            } else {
                fine &= isSet(element, key, placeholder.substring(CONFIG.length()));
            }
        }
        return fine ? template.fill(name -> values.apply(name.substring(CONFIG.length())), value -> value) : "";
    }

    /** Notes a placeholder for a setting that there is not. */
    boolean isKnown(Element element, String key, String name) {
        boolean known = names.contains(name);
        if (!known) {
            element.problem(key, "has {config." + name + "}, which is no setting" + Nearest.hint(name, names));
        }
        return known;
    }

    private boolean isSet(Element element, String key, String name) {
        if (!isKnown(element, key, name)) {
            return false;
        }
        if (values.apply(name).isEmpty()) {
            element.problem(key, "has {config." + name + "}, and '" + name + "' is not set in the config");
            return false;
        }
        return true;
    }
}
