package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.run.RunReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code host report}: a run that is over, as its summary showed it. */
@Command(name = "report", description = "Show again what became of a run, from the file that --report wrote.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private HostCommand host;

    @Parameters(paramLabel = "FILE", description = "The report.")
    private Path file;

    @Override
    public Integer call() {
        RunReport report = new ReportFile(file).read();
        PrintStream out = host.terminal().text();
        RunReport.Origin origin = report.origin();
        out.println(Figures.plain(origin.plugin() + " " + origin.version() + ", " + origin.startedAt() + ", host "
                + origin.host() + ", Java " + origin.java() + ", exit code " + report.exitCode()));
        new Summary(report).table(out, Paint.none());
        return ExitCode.COMPLETE.number();
    }
}
