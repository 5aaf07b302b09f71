package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.StateEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code host state reset}: streams that begin anew. */
@Command(
        name = "reset",
        description = {
            "Let streams begin anew. The file is replaced at one stroke; a state of stdin goes to stdout.",
            "Exit codes: 0 written, 2 no stream is named, 3 no state, no such bookmark, or not writable."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StateResetCommand implements Callable<Integer> {
    @ParentCommand
    private StateCommand state;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The state; '-' is stdin.")
    private String file;

    @Parameters(index = "1..*", paramLabel = "STREAM", description = "The streams.")
    private List<String> streams = new ArrayList<>();

    @Option(names = "--all", description = "All streams of the state.")
    private boolean all;

    @Override
    public Integer call() {
        if (all != streams.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name the streams to reset, or --all");
        }
        StateArgument argument = new StateArgument(file);
        StateEdit edit = new StateEdit(argument.read(), Log::info);
        edit.reset(all ? List.copyOf(edit.streams()) : streams);
        argument.write(edit.document(), state.terminal());
        return ExitCode.COMPLETE.number();
    }
}
