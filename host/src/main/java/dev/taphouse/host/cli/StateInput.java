package dev.taphouse.host.cli;

import dev.taphouse.host.state.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run goes on. */
final class StateInput {
    @Option(
            names = {"-s", "--state"},
            paramLabel = "FILE",
            description = "The state that an earlier run, or another tap, ended with; read from there. '-' is stdin.")
    private @Nullable String file;

    /** The state; that of a first run without one. */
    State read() {
        return file == null ? new State() : new State(new StateArgument(file).read());
    }
}
