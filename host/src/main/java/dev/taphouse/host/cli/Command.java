package dev.taphouse.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command: what it does, and the model by which its part of the command line is read. Models are put together here and
 * not read from annotations, which takes longer than most commands run.
 */
abstract class Command implements Callable<Integer> {
    private final CommandSpec spec;

    Command(String name, String... description) {
        spec = CommandSpec.wrapWithoutInspection(this).name(name);
        spec.usageMessage().description(description);
    }

    /** The model. */
    final CommandSpec spec() {
        return spec;
    }

    /** Lets the command have an option. */
    final OptionSpec with(OptionSpec.Builder option) {
        OptionSpec added = option.build();
        spec.addOption(added);
        return added;
    }

    /** Lets the command have a parameter. */
    final PositionalParamSpec with(PositionalParamSpec.Builder parameter) {
        PositionalParamSpec added = parameter.build();
        spec.addPositional(added);
        return added;
    }

    /** Lets the command have some options. */
    final <T extends Options> T with(T options) {
        options.all().forEach(spec::addOption);
        return options;
    }

    /** What is wrong with this command line. */
    final ParameterException misused(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
