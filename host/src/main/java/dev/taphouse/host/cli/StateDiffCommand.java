package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.state.StateDifference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host state diff}: what a run has changed. */
final class StateDiffCommand extends Command {
    private final StateCommand state;
    private final PositionalParamSpec before =
            with(Options.parameter(0, String.class, "A").description("The state before; '-' is stdin."));
    private final PositionalParamSpec after =
            with(Options.parameter(1, String.class, "B").description("The state after; '-' is stdin."));

    StateDiffCommand(StateCommand state) {
        super(
                "diff",
                "Show what two states differ in, a line for each key; nothing when they say the same.",
                "Exit codes: 0 compared, 2 both are stdin, 3 a file is no state, 7 stdout closed.");
        this.state = state;
    }

    @Override
    public Integer call() {
        StateArgument a = new StateArgument(before.getValue());
        StateArgument b = new StateArgument(after.getValue());
        if (a.isStdin() && b.isStdin()) {
            throw misused("only one of the two states can be stdin");
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
