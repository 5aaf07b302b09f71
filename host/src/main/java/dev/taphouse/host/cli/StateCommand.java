package dev.taphouse.host.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code host state}: the state of a connector as a person sees and changes it, without running anything. */
@Command(
        name = "state",
        description = "Show, compare and change the file given with --state; '-' is stdin.",
        subcommands = {StateShowCommand.class, StateDiffCommand.class, StateSetCommand.class, StateResetCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StateCommand implements Runnable {
    @ParentCommand
    private HostCommand host;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: show, diff, set or reset");
    }

    Terminal terminal() {
        return host.terminal();
    }
}
