package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import dev.taphouse.host.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A source's config: checked, with defaults, by option. Immutable. */
public final class Config {
    private final String plugin;
    private final Map<String, Object> values;
    private final List<String> secrets;

    private Config(String plugin, List<Option<?>> options, Map<String, Object> values) {
        this.plugin = plugin;
        this.values = values;
        this.secrets = options.stream()
                .filter(option -> option.kind() == Option.Kind.SECRET)
                .map(option -> text(values.get(option.name())))
                .filter(secret -> !secret.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Checks a config against the options of its source.
     *
     * @param plugin the plugin's id, for messages
     * @param raw the config as read: keys are options or their aliases; a null counts as unset; keys that begin with
     *     {@code //} are comments
     * @param warnings takes a line for each key that is no option
     * @throws Failure INPUT with every problem, one a line: plugin, key, value (never a secret), reason, fix
     */
    public static Config of(
            String plugin,
            List<Option<?>> options,
            Map<String, ? extends @Nullable Object> raw,
            Consumer<String> warnings) {
        return of(plugin, options, RawConfig.of(raw), false, warnings);
    }

    /**
     * Checks a config that was put together from several places.
     *
     * @param strict whether a key that is no option is a problem, and not only a warning
     * @throws Failure as the other one does
     */
    public static Config of(
            String plugin, List<Option<?>> options, RawConfig raw, boolean strict, Consumer<String> warnings) {
        Map<String, Object> values = new ConfigCheck(plugin, options, raw, strict).values(warnings);
        return new Config(plugin, options, values);
    }

    /**
     * The value of an option, which is known by its name.
     *
     * @throws IllegalArgumentException if the source does not list it
     */
    @SuppressWarnings("unchecked") // the value was made by the option of that name
    public <T> T get(Option<T> option) {
        Object value = values.get(option.name());
        if (value == null) {
            throw new IllegalArgumentException(plugin + ": option '" + option.name()
                    + "' is not among the source's options(), which are "
                    + values.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return (T) value;
    }

    /** The values of secret options, none of them empty, for masking. */
    public Collection<String> secrets() {
        return secrets;
    }

    /** Names the plugin and the keys, and no value. */
    @Override
    public String toString() {
        return plugin + values.keySet();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return text(optional.orElse(null));
        }
        return value == null ? "" : value.toString();
    }
}
