package dev.taphouse.host.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.taphouse.api.Option;
import dev.taphouse.host.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The config that {@code --config ENV} stands for: variables named as the Meltano SDK names them. */
public final class EnvironmentConfig {
    private EnvironmentConfig() {}

    /** The name of an option's variable, such as {@code TAP_SQLITE_DATABASE}. */
    public static String variable(String plugin, String option) {
        return ("tap-" + plugin + "_" + option).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /**
     * The values of the variables that are set and not empty, by the name or alias of the option. Flags are also taken
     * as {@code 1 yes on} and {@code 0 no off}, lists and objects as JSON.
     */
    static Map<String, @Nullable Object> of(String plugin, List<Option<?>> options, Map<String, String> environment) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Option<?> option : options) {
            Stream.concat(Stream.of(option.name()), option.aliases().stream()).forEach(name -> {
                String text = environment.getOrDefault(variable(plugin, name), "");
                if (!text.isEmpty()) {
                    values.put(name, value(option, text));
                }
            });
        }
        return values;
    }

    private static @Nullable Object value(Option<?> option, String text) {
        return switch (option.kind()) {
            case TEXT, SECRET, INTEGER, INSTANT -> text;
            case DURATION -> text.matches("[0-9.]+") ? json(text) : text;
            case FLAG -> flag(text);
            case LIST, OBJECT -> text.startsWith("[") || text.startsWith("{") ? json(text) : text;
        };
    }

    private static String flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> "true";
            case "false", "0", "no", "off" -> "false";
            default -> text;
        };
    }

    /** The JSON value; the text itself when it is none, for the option to refuse. */
    private static @Nullable Object json(String text) {
        try {
            return Json.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the bytes are in memory
        }
    }
}
