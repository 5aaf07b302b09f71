package dev.taphouse.host.run;

import dev.taphouse.host.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run.
 *
 * @param streams every stream that was asked for, in the order of the catalog
 * @param stopped whether it was told to stop
 * @param stdout why stdout could not be written to the end; null when it could
 * @param before the state from which it began
 * @param after the state with which it ended
 * @param threadDump what the threads were doing when a read gave no sign of life; empty when all did
 */
public record RunResult(
        List<StreamRun> streams,
        boolean stopped,
        @Nullable IOException stdout,
        Map<String, Object> before,
        Map<String, Object> after,
        String threadDump) {

    public RunResult {
        streams = List.copyOf(streams);
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
