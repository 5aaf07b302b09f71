package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.state.StateEdit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host state set}: where a stream goes on. */
@Command(
        name = "set",
        description = {
            "Say where a stream goes on. The file is replaced at one stroke; a state of stdin goes to stdout.",
            "Exit codes: 0 written, 2 an entry is no key=value, 3 no state before or after, or not writable."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StateSetCommand implements Callable<Integer> {
    @ParentCommand
    private StateCommand state;

    @Parameters(index = "0", paramLabel = "FILE", description = "The state; '-' is stdin.")
    private String file;

    @Parameters(index = "1", paramLabel = "STREAM", description = "The stream.")
    private String stream;

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description = "An entry of its bookmark, such as replication_key_value=2026-01-31 or key.id=4711."
                    + " The value is JSON, else a text; null drops the key.")
    private List<String> entries;

    @Override
    public Integer call() {
        StateArgument argument = new StateArgument(file);
        StateEdit edit = new StateEdit(argument.read(), Log::info);
        edit.set(stream, entries);
        argument.write(edit.document(), state.terminal());
        return ExitCode.COMPLETE.number();
    }
}
