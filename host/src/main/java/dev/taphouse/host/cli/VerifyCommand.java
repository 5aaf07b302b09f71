package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.log.Log;
import java.util.List;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host verify}: are the files of a plugin still those of its zip? */
final class VerifyCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec id =
            with(Options.parameter(0, String.class, "ID").description("The plugin, as in 'host list'."));

    VerifyCommand(HostCommand host) {
        super("verify", "Compare the files of an installed plugin with its zip.");
        this.host = host;
    }

    @Override
    public Integer call() {
        String plugin = id.getValue();
        List<String> problems = host.store().verify(plugin);
        problems.forEach(Log::error);
        if (problems.isEmpty()) {
            Log.info(plugin + " is intact");
            return ExitCode.COMPLETE.number();
        }
        return ExitCode.PLUGIN.number();
    }
}
