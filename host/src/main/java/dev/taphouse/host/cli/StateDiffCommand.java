package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.state.StateDifference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code host state diff}: what a run has changed. */
@Command(
        name = "diff",
        description = {
            "Show what two states differ in, a line for each key; nothing when they say the same.",
            "Exit codes: 0 compared, 2 both are stdin, 3 a file is no state, 7 stdout closed."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StateDiffCommand implements Callable<Integer> {
    @ParentCommand
    private StateCommand state;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "The state before; '-' is stdin.")
    private String before;

    @Parameters(index = "1", paramLabel = "B", description = "The state after; '-' is stdin.")
    private String after;

    @Override
    public Integer call() {
        StateArgument a = new StateArgument(before);
        StateArgument b = new StateArgument(after);
        if (a.isStdin() && b.isStdin()) {
            throw new ParameterException(spec.commandLine(), "only one of the two states can be stdin");
        }
        Map<String, @Nullable Object> first = a.read();
        List<StateDifference> differences = StateDifference.between(first, b.read());
        if (differences.isEmpty()) {
            return ExitCode.COMPLETE.number();
        }
        Table table = new Table("STREAM", "KEY", "BEFORE", "AFTER");
        for (StateDifference each : differences) {
            table.row(dash(each.stream()), dash(each.key()), dash(each.before()), dash(each.after()));
        }
        table.print(state.terminal().text());
        return ExitCode.COMPLETE.number();
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
