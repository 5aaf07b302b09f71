package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import java.io.PrintStream;
import picocli.AutoComplete;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host completion}: a script with which a shell completes commands and options. */
final class CompletionCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec shell =
            with(Options.parameter(0, Shell.class, "SHELL").description("${COMPLETION-CANDIDATES}."));

    CompletionCommand(HostCommand host) {
        super(
                "completion",
                "Print a script that completes commands and options.",
                "Try: source <(host completion bash)");
        this.host = host;
    }

    @Override
    public Integer call() {
        PrintStream out = host.terminal().text();
        if (shell.getValue() == Shell.zsh) {
            out.println("autoload -U +X compinit && compinit"); // the script's own call has no effect before this one
        }
        out.println(AutoComplete.bash("host", spec().root().commandLine()));
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
