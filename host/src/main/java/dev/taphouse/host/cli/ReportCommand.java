package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.run.RunReport;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code host report}: a run that is over, as its summary showed it. */
final class ReportCommand extends Command {
    private final HostCommand host;
    private final PositionalParamSpec file =
            with(Options.parameter(0, Path.class, "FILE").description("The report."));

    ReportCommand(HostCommand host) {
        super("report", "Show again what became of a run, from the file that --report wrote.");
        this.host = host;
    }

    @Override
    public Integer call() {
        RunReport report = new ReportFile(file.getValue()).read();
        PrintStream out = host.terminal().text();
        RunReport.Origin origin = report.origin();
        out.println(Figures.plain(origin.plugin() + " " + origin.version() + ", " + origin.startedAt() + ", host "
                + origin.host() + ", Java " + origin.java() + ", exit code " + report.exitCode()));
        new Summary(report).table(out, Paint.none());
        return ExitCode.COMPLETE.number();
    }
}
