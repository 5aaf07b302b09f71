package dev.taphouse.host.run;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.catalog.DriftEvent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run.
 *
 * @param streams every stream that was asked for, in the order of the catalog
 * @param stopped whether it was told to stop
 * @param stdout why stdout could not be written to the end; null when it could
 * @param drift in what the catalog and the source did not agree
 */
public record RunResult(
        List<StreamRun> streams, boolean stopped, @Nullable IOException stdout, List<DriftEvent> drift) {

    public RunResult {
        streams = List.copyOf(streams);
        drift = List.copyOf(drift);
    }

    /** A run whose catalog and source agreed. */
    public RunResult(List<StreamRun> streams, boolean stopped, @Nullable IOException stdout) {
        this(streams, stopped, stdout, List.of());
    }

    /** The same with what the catalog and the source did not agree in. */
    RunResult drift(List<DriftEvent> events) {
        return new RunResult(streams, stopped, stdout, events);
    }

    /** What the process ends with. */
    public ExitCode exitCode() {
        if (stdout != null) {
            return ExitCode.STDOUT;
        }
        List<Problem> problems = streams.stream()
                .map(StreamRun::reason)
                .flatMap(Optional::stream)
                .toList();
        for (Problem problem : problems) {
            if (problem.endsRun()) {
                return problem.exitCode();
            }
        }
        if (problems.isEmpty()) {
            return ExitCode.COMPLETE;
        }
        boolean all = streams.stream().allMatch(stream -> stream.verdict() == Verdict.FAILED);
        if (!all) {
            return ExitCode.PARTIAL;
        }
        return problems.stream().allMatch(Problem::isTransient) ? ExitCode.CONNECTION : ExitCode.FAILURE;
    }
}
