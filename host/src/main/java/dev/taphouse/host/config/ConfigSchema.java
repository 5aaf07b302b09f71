package dev.taphouse.host.config;

import dev.taphouse.api.Option;
import dev.taphouse.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a source's config, for validation, forms and docs. */
public final class ConfigSchema {
    private static final String DRAFT_4 = "http://json-schema.org/draft-04/schema#";

    private ConfigSchema() {}

    /**
     * A Draft 4 schema of the options by their own names. It takes every value the options take, and where JSON Schema
     * cannot say it (a time, a number of 64 bits as text) some more. An option that may be unset may be null. Secrets
     * have {@code writeOnly} and {@code x-secret}, other names are in {@code x-aliases}, and unknown keys are allowed.
     *
     * @return a JSON document
     * @throws IllegalArgumentException if an object option's schema is not JSON
     */
    public static Map<String, @Nullable Object> of(List<Option<?>> options) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        options.forEach(option -> properties.put(option.name(), property(option)));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DRAFT_4);
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required =
                options.stream().filter(Option::isRequired).map(Option::name).toList();
        if (!required.isEmpty()) { // Draft 4 does not take an empty list
            schema.put("required", required);
        }
        schema.put("additionalProperties", true);
        return schema;
    }

    private static Map<String, @Nullable Object> property(Option<?> option) {
        Map<String, @Nullable Object> property = new LinkedHashMap<>();
        property.put("description", option.description());
        property.putAll(values(option));
        OptionJson.defaultValue(option).filter(value -> !isSecret(option)).ifPresent(v -> property.put("default", v));
        OptionJson.example(option)
                .filter(value -> !isSecret(option))
                .ifPresent(value -> property.put("examples", List.of(value)));
        if (!option.aliases().isEmpty()) {
            property.put("x-aliases", option.aliases());
        }
        if (isSecret(option)) {
            property.put("writeOnly", true);
            property.put("x-secret", true);
        }
        return property;
    }

    private static boolean isSecret(Option<?> option) {
        return option.kind() == Option.Kind.SECRET;
    }

    private static Map<String, @Nullable Object> values(Option<?> option) {
        return switch (option.kind()) {
            case TEXT, SECRET -> text(option);
            case INSTANT -> typed(option, "string");
            // "integer" would refuse 3.0; the texts are those of environment variables
            case INTEGER -> integer(option);
            case FLAG -> typed(option, "boolean", "string");
            case DURATION -> typed(option, "number", "string");
            case LIST -> list(option);
            case OBJECT -> object(option);
        };
    }

    private static Map<String, @Nullable Object> text(Option<?> option) {
        Map<String, @Nullable Object> schema = typed(option, "string");
        if (!option.choices().isEmpty()) {
            List<@Nullable Object> choices = new ArrayList<>(option.choices());
            if (!option.isRequired()) {
                choices.add(null);
            }
            schema.put("enum", choices);
        }
        return schema;
    }

    private static Map<String, @Nullable Object> integer(Option<?> option) {
        Map<String, @Nullable Object> schema = typed(option, "number", "string");
        schema.put("multipleOf", 1L);
        schema.put("minimum", Long.MIN_VALUE);
        schema.put("maximum", Long.MAX_VALUE);
        return schema;
    }

    private static Map<String, @Nullable Object> list(Option<?> option) {
        Map<String, @Nullable Object> schema = typed(option, "array", "string");
        schema.put("items", Map.of("type", "string"));
        return schema;
    }

    private static Map<String, @Nullable Object> typed(Option<?> option, String... types) {
        List<String> all = new ArrayList<>(List.of(types));
        if (!option.isRequired()) {
            all.add("null");
        }
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", all.size() == 1 ? all.get(0) : all);
        return schema;
    }

    private static Map<String, @Nullable Object> object(Option<?> option) {
        if (!(Json.read(option.jsonSchema().orElse("{}")) instanceof Map<?, ?> own)) {
            throw new IllegalArgumentException("the schema of option '" + option.name() + "' is not an object");
        }
        Map<String, @Nullable Object> schema = typed(option, "object");
        own.forEach((key, value) -> {
            if (!List.of("$schema", "id", "description", "type").contains(key)) {
                schema.put(String.valueOf(key), moved(value, "#/properties/" + option.name()));
            }
        });
        return schema;
    }

    /** The same with references inside the object's own schema turned into references from the whole. */
    private static @Nullable Object moved(@Nullable Object json, String to) {
        if (json instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(moved(each, to)));
            return copy;
        }
        if (json instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(
                    String.valueOf(key),
                    "$ref".equals(key) && value instanceof String ref && ref.startsWith("#")
                            ? to + ref.substring(1)
                            : moved(value, to)));
            return copy;
        }
        return json;
    }
}
