package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code host completion}: a script with which a shell completes commands and options. */
@Command(
        name = "completion",
        description = {"Print a script that completes commands and options.", "Try: source <(host completion bash)"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompletionCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public Integer call() {
        PrintStream out = host.terminal().text();
        if (shell == Shell.zsh) {
            out.println("autoload -U +X compinit && compinit"); // the script's own call has no effect before this one
        }
        out.println(AutoComplete.bash("host", spec.root().commandLine()));
        out.println("complete -F _complete_host -o default taphouse");
        out.flush();
        return ExitCode.COMPLETE.number();
    }

    /** The shells we know. */
    enum Shell {
        bash,
        zsh
    }
}
