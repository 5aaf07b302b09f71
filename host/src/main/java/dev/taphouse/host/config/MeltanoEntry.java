package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import dev.taphouse.host.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entry of a plugin in {@code meltano.yml}: the template, with the plugin's name and options put in. */
public final class MeltanoEntry {
    private static final String TEMPLATE = "/dev/taphouse/templates/meltano.yml";

    private MeltanoEntry() {}

    /**
     * The entry, as YAML in which every text is a JSON string, and JSON is YAML.
     *
     * @param launcher the executable
     */
    public static String of(String id, String description, Path launcher, List<Option<?>> options) {
        List<String> required =
                options.stream().filter(Option::isRequired).map(Option::name).toList();
        StringBuilder settings = new StringBuilder();
        options.forEach(option -> append(settings, option));
        return template()
                .replace("${executable}", Json.text(launcher.toString()))
                .replace("${id}", id)
                .replace("${namespace}", id.replace('-', '_'))
                .replace("${name}", Json.text(description.isEmpty() ? id : description))
                .replace("${settings}", options.isEmpty() ? "[]" : settings.toString())
                .replace("${required}", Json.text(required.isEmpty() ? List.of() : List.of(required)));
    }

    private static void append(StringBuilder text, Option<?> option) {
        text.append("\n    - name: ").append(option.name());
        line(text, "kind", option.choices().isEmpty() ? kind(option) : "options");
        line(text, "description", option.description());
        if (option.kind() == Option.Kind.SECRET) {
            line(text, "sensitive", true);
        } else {
            OptionJson.defaultValue(option).ifPresent(value -> line(text, "value", value));
        }
        if (!option.aliases().isEmpty()) {
            line(text, "aliases", option.aliases());
        }
        if (!option.choices().isEmpty()) {
            text.append("\n      options:");
            option.choices()
                    .forEach(choice -> text.append("\n      - label: ")
                            .append(Json.text(choice))
                            .append("\n        value: ")
                            .append(Json.text(choice)));
        }
    }

    private static void line(StringBuilder text, String key, @Nullable Object value) {
        String json = value instanceof String word && word.matches("[a-z][a-z0-9_]+") && !isYamlWord(word)
                ? word
                : Json.text(value);
        text.append("\n      ").append(key).append(": ").append(json);
    }

    private static boolean isYamlWord(String word) {
        return List.of("true", "false", "null", "yes", "no", "on", "off").contains(word);
    }

    private static String kind(Option<?> option) {
        return switch (option.kind()) {
            case TEXT, SECRET, DURATION -> "string";
            case INTEGER -> "integer";
            case FLAG -> "boolean";
            case INSTANT -> "date_iso8601";
            case LIST -> "array";
            case OBJECT -> "object";
        };
    }

    private static String template() {
        try (InputStream in = MeltanoEntry.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
