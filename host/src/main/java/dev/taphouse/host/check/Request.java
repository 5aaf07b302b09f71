package dev.taphouse.host.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that a check asks for, by what it hands in. Two equal requests are one run.
 *
 * @param config null for none
 * @param catalog null for none
 * @param state null for none
 * @param more further arguments
 */
record Request(
        @Nullable Map<String, @Nullable Object> config,
        @Nullable Map<String, @Nullable Object> catalog,
        @Nullable Map<String, @Nullable Object> state,
        List<String> more) {

    static Request of(Map<String, @Nullable Object> config) {
        return new Request(config, null, null, List.of());
    }

    /** A call with nothing but arguments. */
    static Request bare(String... arguments) {
        return new Request(null, null, null, List.of(arguments));
    }

    Request config(Map<String, @Nullable Object> other) {
        return new Request(other, catalog, state, more);
    }

    Request catalog(Map<String, @Nullable Object> other) {
        return new Request(config, other, state, more);
    }

    Request state(Map<String, @Nullable Object> other) {
        return new Request(config, catalog, other, more);
    }

    Request with(String... arguments) {
        return with(List.of(arguments));
    }

    Request with(List<String> arguments) {
        List<String> all = new ArrayList<>(more);
        all.addAll(arguments);
        return new Request(config, catalog, state, all);
    }

    /** The same with one more option in the config, or another value of it. */
    Request option(String name, @Nullable Object value) {
        Map<String, @Nullable Object> other = config == null ? new LinkedHashMap<>() : new LinkedHashMap<>(config);
        other.put(name, value);
        return config(other);
    }

    Call call(Inputs inputs) {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--config", config, inputs);
        add(arguments, "--catalog", catalog, inputs);
        add(arguments, "--state", state, inputs);
        arguments.addAll(more);
        return Call.of(arguments);
    }

    private static void add(
            List<String> arguments, String option, @Nullable Map<String, @Nullable Object> document, Inputs inputs) {
        if (document != null) {
            arguments.add(option);
            arguments.add(inputs.write(option.substring(2), document).toString());
        }
    }
}
