package dev.taphouse.host.cli;

import dev.taphouse.host.config.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one line without the values in it, which may be secrets. */
final class UsageProblem {
    private UsageProblem() {}

    static String text(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String help = "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
        String what = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched())
                : String.valueOf(problem.getMessage());
        return what + help;
    }

    private static String unmatched(CommandLine command, List<String> unmatched) {
        String first = unmatched.get(0);
        boolean isOption = first.startsWith("-");
        String name = isOption && first.indexOf('=') > 0 ? first.substring(0, first.indexOf('=')) : first;
        String what = isOption
                ? "unknown option '"
                : command.getSubcommands().isEmpty() ? "unexpected argument '" : "unknown command '";
        return what + name + "'" + suggestion(command, name, isOption).orElse("");
    }

    private static Optional<String> suggestion(CommandLine command, String name, boolean isOption) {
        Set<String> known = isOption
                ? command.getCommandSpec().optionsMap().keySet().stream()
                        .filter(each -> each.startsWith("--"))
                        .map(each -> each.substring(2))
                        .collect(Collectors.toSet())
                : command.getSubcommands().keySet();
        String prefix = isOption ? "--" : "";
        return Names.nearest(name.replaceFirst("^-+", ""), known)
                .map(nearest -> ", did you mean '" + prefix + nearest + "'?");
    }
}
