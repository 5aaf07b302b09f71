package dev.taphouse.host.cli;

import java.util.List;

/** {@code host state}: the state of a connector as a person sees and changes it, without running anything. */
final class StateCommand extends Command {
    private final HostCommand host;

    StateCommand(HostCommand host) {
        super("state", "Show, compare and change the file given with --state; '-' is stdin.");
        this.host = host;
        List<Command> commands = List.of(
                new StateShowCommand(this),
                new StateDiffCommand(this),
                new StateSetCommand(this),
                new StateResetCommand(this));
        commands.forEach(each -> spec().addSubcommand(each.spec().name(), each.spec()));
    }

    @Override
    public Integer call() {
        throw misused("a command is missing: show, diff, set or reset");
    }

    Terminal terminal() {
        return host.terminal();
    }
}
