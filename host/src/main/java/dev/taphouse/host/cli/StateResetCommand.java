package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.StateEdit;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host state reset}: streams that begin anew. */
final class StateResetCommand extends Command {
    private final StateCommand state;
    private final PositionalParamSpec file =
            with(Options.parameter(0, String.class, "FILE").description("The state; '-' is stdin."));
    private final PositionalParamSpec streams =
            with(Options.parameters(1, "STREAM").description("The streams."));
    private final OptionSpec all = with(Options.flag("--all").description("All streams of the state."));

    StateResetCommand(StateCommand state) {
        super(
                "reset",
                "Let streams begin anew. The file is replaced at one stroke; a state of stdin goes to stdout.",
                "Exit codes: 0 written, 2 no stream is named, 3 no state, no such bookmark, or not writable.");
        this.state = state;
    }

    @Override
    public Integer call() {
        boolean every = all.getValue();
        List<String> named = streams.getValue();
        if (every != named.isEmpty()) {
            throw misused("name the streams to reset, or --all");
        }
        StateArgument argument = new StateArgument(file.getValue());
        StateEdit edit = new StateEdit(argument.read(), Log::info);
        edit.reset(every ? List.copyOf(edit.streams()) : named);
        argument.write(edit.document(), state.terminal());
        return ExitCode.COMPLETE.number();
    }
}
