package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host verify}: are the files of a plugin still those of its zip? */
@Command(name = "verify", description = "Compare the files of an installed plugin with its zip.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "ID", description = "The plugin, as in 'host list'.")
    private String id;

    @Override
    public Integer call() {
        List<String> problems = host.store().verify(id);
        problems.forEach(Log::error);
        if (problems.isEmpty()) {
            Log.info(id + " is intact");
            return ExitCode.COMPLETE.number();
        }
        return ExitCode.PLUGIN.number();
    }
}
