package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A config to fill in. */
public final class ConfigTemplate {
    private ConfigTemplate() {}

    /**
     * Every option by its name, in their order: its default, else its example, else its first choice. A secret is
     * {@code <name>}, and so is a required text without example; what may be left unset is null, which means unset.
     *
     * @return a JSON document
     */
    public static Map<String, @Nullable Object> of(List<Option<?>> options) {
        Map<String, @Nullable Object> template = new LinkedHashMap<>();
        options.forEach(option -> template.put(option.name(), value(option)));
        return template;
    }

    private static @Nullable Object value(Option<?> option) {
        if (option.kind() == Option.Kind.SECRET) {
            return OptionJson.placeholder(option);
        }
        return OptionJson.defaultValue(option)
                .or(() -> OptionJson.example(option))
                .or(() -> option.choices().stream().findFirst())
                .orElseGet(() -> option.isRequired() ? OptionJson.placeholder(option) : null);
    }
}
