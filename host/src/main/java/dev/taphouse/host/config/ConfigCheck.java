package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks one config and gathers what is wrong.
 *
 * <p>The config's JSON Schema takes everything the options take (a test holds this), so an option that takes its value
 * needs no second verdict, and a start does not pay for the schema library. Only the inside of an object is beyond the
 * options: if the config has one, the schema judges too.
 */
final class ConfigCheck {
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_UNKNOWN = 20;

    private final String plugin;
    private final Map<String, Option<?>> options = new LinkedHashMap<>();
    private final RawConfig config;
    private final boolean strict;
    private final Map<String, Object> raw = new LinkedHashMap<>();
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> veiled = new LinkedHashSet<>();
    private final Set<String> unresolved = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    ConfigCheck(String plugin, List<Option<?>> options, RawConfig config, boolean strict) {
        this.plugin = plugin;
        this.config = config;
        this.strict = strict;
        for (Option<?> option : options) {
            if (this.options.put(option.name(), option) != null) {
                throw new IllegalArgumentException(plugin + " lists option '" + option.name() + "' twice");
            }
        }
        config.values().forEach((key, value) -> {
            if (value != null) {
                this.raw.put(key, value);
            }
        });
    }

    /** The value of each option by its name. */
    Map<String, Object> values(Consumer<String> warnings) {
        findUnknown(raw.keySet());
        tellUnknown(strict ? problems::add : warnings);
        options.values().forEach(this::find);
        Map<String, Object> values = new LinkedHashMap<>();
        options.values().forEach(option -> resolve(option).ifPresent(value -> values.put(option.name(), value)));
        judgeObjects();
        if (!problems.isEmpty()) {
            throw new Failure(ExitCode.INPUT, String.join("\n", problems));
        }
        return Collections.unmodifiableMap(values);
    }

    private void findUnknown(Set<String> keys) {
        unknown.addAll(keys);
        unknown.removeIf(key -> key.startsWith("//"));
        options.values().forEach(option -> {
            unknown.remove(option.name());
            option.aliases().forEach(unknown::remove);
        });
    }

    private void tellUnknown(Consumer<String> lines) {
        unknown.stream().limit(MOST_UNKNOWN).map(this::unknown).forEach(lines);
        if (unknown.size() > MOST_UNKNOWN) {
            lines.accept(plugin + ": " + (unknown.size() - MOST_UNKNOWN) + " more options are unknown; check that it is"
                    + " the config of this plugin");
        }
    }

    private String unknown(String key) {
        String suggestion = Names.nearest(key, options.keySet())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(strict ? "; remove it" : "; it is ignored");
        return plugin + ": option " + quoted(key) + " is unknown" + suggestion;
    }

    private void find(Option<?> option) {
        List<String> names = Stream.concat(Stream.of(option.name()), option.aliases().stream())
                .filter(name -> name.equals(option.name()) || !options.containsKey(name))
                .filter(raw::containsKey)
                .distinct()
                .toList();
        if (names.size() > 1) {
            problems.add(plugin + ": option '" + option.name() + "' is given under "
                    + String.join(
                            " and ", names.stream().map(ConfigCheck::quoted).toList())
                    + ", which mean the same; keep one");
        }
        names.stream().findFirst().ifPresent(name -> {
            given.put(option.name(), raw.get(name));
            if (config.isVeiled(name)) {
                veiled.add(option.name());
            }
            config.problems(name).forEach(problem -> {
                problems.add(plugin + ": option '" + option.name() + "' " + problem);
                unresolved.add(option.name());
            });
        });
    }

    private Optional<Object> resolve(Option<?> option) {
        if (unresolved.contains(option.name())) {
            given.remove(option.name());
            return Optional.empty();
        }
        Object json = given.get(option.name());
        if (json == null && option.isRequired()) {
            problems.add(missing(option));
            return Optional.empty();
        }
        if (json != null && OptionJson.isPlaceholder(option, json)) {
            problems.add(plugin + ": option '" + option.name() + "' still holds the template's placeholder " + json
                    + "; put the real value there" + (option.isRequired() ? "" : ", or remove the key"));
            given.remove(option.name());
            return Optional.empty();
        }
        try {
            return Optional.of(option.resolve(json));
        } catch (IllegalArgumentException e) {
            problems.add(wrong(option, json, e));
            given.remove(option.name());
            return Optional.empty();
        }
    }

    private String missing(Option<?> option) {
        String start = plugin + ": option '" + option.name() + "' is missing; ";
        return Names.nearest(option.name(), unknown)
                .map(key -> start + "is " + quoted(key) + ", which is unknown, meant to be it?")
                .orElse(start + "it has no default, so add \"" + option.name() + "\" to the config ("
                        + option.description() + ")");
    }

    private String wrong(Option<?> option, @Nullable Object json, IllegalArgumentException why) {
        return plugin + ": option '" + option.name() + "' " + shown(option, json) + why.getMessage() + "; "
                + fix(option);
    }

    private static String fix(Option<?> option) {
        if (!option.choices().isEmpty()) {
            return "set it to one of these";
        }
        String example = OptionJson.example(option)
                .or(() -> OptionJson.defaultValue(option))
                .filter(value -> option.kind() != Option.Kind.SECRET)
                .map(value -> ", such as " + Json.text(value))
                .orElse("");
        return "set it to " + option.kind().inWords() + example;
    }

    private void judgeObjects() {
        boolean hasObjects = options.values().stream()
                .anyMatch(option -> option.kind() == Option.Kind.OBJECT && given.containsKey(option.name()));
        if (!hasObjects) {
            return;
        }
        List<Option<?>> judged = options.values().stream()
                .filter(option -> given.containsKey(option.name()))
                .toList();
        for (Violation violation : validator(judged).violations(given)) {
            String[] path = violation.pointer().split("/", 3);
            String inside = path.length > 2 ? " at /" + path[2] : "";
            problems.add(plugin + ": option '" + (path.length > 1 ? path[1] : "") + "'" + inside + " "
                    + violation.reason() + "; see its schema in the plugin's documentation");
        }
    }

    private SchemaValidator validator(List<Option<?>> judged) {
        try {
            return SchemaValidator.of(ConfigSchema.of(judged));
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.PLUGIN,
                    plugin + ": the schema of one of its object options cannot be used: " + e.getMessage()
                            + "; report it to the plugin's author",
                    e);
        }
    }

    private String shown(Option<?> option, @Nullable Object json) {
        if (veiled.contains(option.name())) {
            return "(value ***) ";
        }
        return switch (option.kind()) {
            case SECRET -> "(value ***) ";
            case OBJECT -> ""; // may hold secrets of its own
            case TEXT, INTEGER, FLAG, INSTANT, DURATION, LIST -> "(value " + shortened(Json.text(json)) + ") ";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    private static String quoted(String key) {
        String json = shortened(Json.text(key));
        return "'" + json.substring(1, json.endsWith("\"") ? json.length() - 1 : json.length()) + "'";
    }
}
