package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.StateEdit;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host state set}: where a stream goes on. */
final class StateSetCommand extends Command {
    private final StateCommand state;
    private final PositionalParamSpec file =
            with(Options.parameter(0, String.class, "FILE").description("The state; '-' is stdin."));
    private final PositionalParamSpec stream =
            with(Options.parameter(1, String.class, "STREAM").description("The stream."));
    private final PositionalParamSpec entries = with(Options.parameters(2, "KEY=VALUE")
            .arity("1..*")
            .required(true)
            .description("An entry of its bookmark, such as replication_key_value=2026-01-31 or key.id=4711."
                    + " The value is JSON, else a text; null drops the key."));

    StateSetCommand(StateCommand state) {
        super(
                "set",
                "Say where a stream goes on. The file is replaced at one stroke; a state of stdin goes to stdout.",
                "Exit codes: 0 written, 2 an entry is no key=value, 3 no state before or after, or not writable.");
        this.state = state;
    }

    @Override
    public Integer call() {
        StateArgument argument = new StateArgument(file.getValue());
        StateEdit edit = new StateEdit(argument.read(), Log::info);
        edit.set(stream.getValue(), entries.getValue());
        argument.write(edit.document(), state.terminal());
        return ExitCode.COMPLETE.number();
    }
}
