package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.log.Log;
import java.nio.file.Path;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host archive}: later starts take the host's classes from an archive. */
final class ArchiveCommand extends Command {
    private final PositionalParamSpec command = with(Options.parameters(0, "COMMAND")
            .arity("0..*")
            .description(
                    "A command whose start matters, such as: run sqlite --config crm.json",
                    "It is run once, its output thrown away. Default: commands that read no source."));

    ArchiveCommand() {
        super(
                "archive",
                "Make every later start faster: archive the loaded classes, for this Java, in lib/.",
                "To be run again after an update of the host or of Java; until then an old archive is ignored.");
        spec().parser().stopAtPositional(true); // what follows is another command's
    }

    @Override
    public Integer call() throws Exception {
        String file = System.getProperty("taphouse.archive", "");
        if (file.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "only bin/host knows where the archive goes; run: bin/host archive");
        }
        new ClassArchive(Path.of(file)).make(command.getValue());
        Log.info("made " + file + "; it is used from the next start on");
        return ExitCode.COMPLETE.number();
    }
}
