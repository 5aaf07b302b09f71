package dev.taphouse.host.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Some options of a command, and what was given for them once the command line is read. */
abstract class Options {
    private final List<OptionSpec> all = new ArrayList<>();

    /** All of them, in the order in which they were added. */
    final List<OptionSpec> all() {
        return all;
    }

    /** Adds an option. */
    final OptionSpec with(OptionSpec.Builder option) {
        OptionSpec added = option.build();
        all.add(added);
        return added;
    }

    /** An option that is there or not. */
    static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).type(boolean.class).initialValue(false);
    }

    /** An option with a value. */
    static OptionSpec.Builder option(Class<?> type, String label, String... names) {
        return OptionSpec.builder(names).type(type).paramLabel(label);
    }

    /** An option with texts, given once for each. */
    static OptionSpec.Builder texts(String label, String... names) {
        return option(List.class, label, names).auxiliaryTypes(String.class).initialValue(List.of());
    }

    /** A parameter that must be there. */
    static PositionalParamSpec.Builder parameter(int index, Class<?> type, String label) {
        return PositionalParamSpec.builder()
                .index(String.valueOf(index))
                .type(type)
                .paramLabel(label)
                .required(true);
    }

    /** A parameter for each of the arguments from an index on. */
    static PositionalParamSpec.Builder parameters(int from, String label) {
        return PositionalParamSpec.builder()
                .index(from + "..*")
                .arity("0..1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .initialValue(List.of());
    }

    /** What was given; empty for nothing. */
    static <T> Optional<T> given(ArgSpec argument) {
        return Optional.ofNullable(argument.getValue());
    }
}
