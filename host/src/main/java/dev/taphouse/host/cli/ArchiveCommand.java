package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.log.Log;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code host archive}: later starts take the host's classes from an archive. */
@Command(
        name = "archive",
        description = {
            "Make every later start faster: archive the loaded classes, for this Java, in lib/.",
            "To be run again after an update of the host or of Java; until then an old archive is ignored."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ArchiveCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = {
                "A command whose start matters, such as: run sqlite --config crm.json",
                "It is run once, its output thrown away. Default: commands that read no source."
            })
    private List<String> command = List.of();

    @Override
    public Integer call() throws Exception {
        String file = System.getProperty("taphouse.archive", "");
        if (file.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "only bin/host knows where the archive goes; run: bin/host archive");
        }
        new ClassArchive(Path.of(file)).make(command);
        Log.info("made " + file + "; it is used from the next start on");
        return ExitCode.COMPLETE.number();
    }
}
