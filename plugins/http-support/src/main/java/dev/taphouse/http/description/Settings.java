package dev.taphouse.http.description;

import dev.taphouse.http.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final Set<String> NUMBERS =
            Set.of("page_size", "lag", "look_back", "window", "requests", "per", "concurrency");

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

    /** The same with what stands for a setting where a number or a length of time is wanted. */
    Map<String, Object> inNumbers(Map<?, ?> json) {
        Map<String, Object> copy = new LinkedHashMap<>();
        json.forEach((key, value) -> {
            if (value != null) {
                copy.put(String.valueOf(key), inNumbers(String.valueOf(key), value));
            }
        });
        return copy;
    }

    private Object inNumbers(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return inNumbers(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(each -> inNumbers(key, each)).toList();
        }
        if (value instanceof String text && NUMBERS.contains(key) && text.startsWith("{" + CONFIG)) {
            return values.apply(text.substring(CONFIG.length() + 1, text.length() - 1))
                    .orElse(text);
        }
        return value;
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
