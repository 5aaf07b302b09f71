package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A config as the user wrote it, in one place or several, before it is checked. A key with dots, such as {@code
 * auth.user}, is a part of the object option that its first word names.
 */
public final class RawConfig {
    private final Map<String, Option<?>> options = new HashMap<>();
    private final Map<String, String> environment;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, List<String>> problems = new LinkedHashMap<>();
    private final Set<String> veiled = new HashSet<>();

    private RawConfig(List<Option<?>> options, Map<String, String> environment) {
        this.environment = environment;
        options.forEach(option -> option.aliases().forEach(alias -> this.options.put(alias, option)));
        options.forEach(option -> this.options.put(option.name(), option));
    }

    /**
     * Puts the places together.
     *
     * @param plugin the id, which variables of the environment are named for
     * @param layers the later wins, by option: also over another name of it
     * @param environment what {@code ENV} and references are looked up in
     */
    public static RawConfig of(
            String plugin, List<ConfigLayer> layers, List<Option<?>> options, Map<String, String> environment) {
        RawConfig config = new RawConfig(options, environment);
        for (ConfigLayer layer : layers) {
            if (layer.kind() == ConfigLayer.Kind.ENVIRONMENT) {
                Map<String, @Nullable Object> found = EnvironmentConfig.of(plugin, options, environment);
                config.override(found.keySet());
                config.values.putAll(found);
            } else {
                config.add(layer);
            }
        }
        return config;
    }

    /** A config of these values, which are taken as they are. */
    static RawConfig of(Map<String, ? extends @Nullable Object> values) {
        RawConfig config = new RawConfig(List.of(), Map.of());
        config.values.putAll(values);
        return config;
    }

    /** The values by the names the user gave them; null counts as unset. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    /** What is wrong with the value under this name: each the rest of a sentence. */
    List<String> problems(String name) {
        return problems.getOrDefault(name, List.of());
    }

    /** Whether the value under this name came from where secrets are kept, so that it is not shown. */
    boolean isVeiled(String name) {
        return veiled.contains(name);
    }

    private void add(ConfigLayer layer) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        layer.values().forEach((key, value) -> (isPart(key) ? parts : whole).put(key, value));
        override(whole.keySet());
        whole.forEach((key, value) -> values.put(key, resolved(layer, key, value)));
        parts.forEach((key, value) -> putPart(key, resolved(layer, head(key), value), whole.keySet()));
    }

    /** Forgets what earlier places say about the options that these names are of. */
    private void override(Set<String> names) {
        for (String name : names) {
            Option<?> option = options.get(name);
            Set<String> same = new LinkedHashSet<>(List.of(name));
            if (option != null) {
                Stream.concat(Stream.of(option.name()), option.aliases().stream())
                        .filter(each -> option.equals(options.get(each)))
                        .forEach(same::add);
            }
            values.keySet().removeAll(same);
            problems.keySet().removeAll(same);
            veiled.removeAll(same);
        }
    }

    private @Nullable Object resolved(ConfigLayer layer, String name, @Nullable Object value) {
        References references = new References(environment, layer.folder());
        Object resolved = references.resolved(value);
        if (references.used()) {
            veiled.add(name);
        }
        if (!references.problems().isEmpty()) {
            problems.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(references.problems());
        }
        return resolved;
    }

    private boolean isPart(String key) {
        Option<?> option = options.get(head(key));
        return key.indexOf('.') > 0
                && !options.containsKey(key)
                && option != null
                && option.kind() == Option.Kind.OBJECT;
    }

    private static String head(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private void putPart(String key, @Nullable Object value, Set<String> whole) {
        String head = head(key);
        Map<String, @Nullable Object> node = child(values, head);
        String[] path = key.substring(head.length() + 1).split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            node = child(node, path[i]);
        }
        if (node.put(path[path.length - 1], value) != null && whole.contains(head)) {
            problems.computeIfAbsent(head, unused -> new ArrayList<>())
                    .add("is given twice: in the object and by the key '" + key + "'; keep one");
        }
    }

    /** The object under a name: a copy of it, since what was read is not ours to change. */
    private static Map<String, @Nullable Object> child(Map<String, @Nullable Object> parent, String name) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (parent.get(name) instanceof Map<?, ?> old) {
            old.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        parent.put(name, copy);
        return copy;
    }
}
