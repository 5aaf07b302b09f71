package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.log.Log;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What became of a command that failed: a line in the log and an exit code. */
final class Problems implements IParameterExceptionHandler, IExecutionExceptionHandler {
    /** The options were not taken over, so the form of the log is looked for among the arguments. */
    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        LogFormat.jsonApp(args).ifPresent(Log::json);
        Log.critical(UsageProblem.text(problem));
        return ExitCode.USAGE.number();
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine unused, ParseResult parsed) {
        if (problem instanceof Failure failure) {
            Log.critical(failure.text(), failure);
            return failure.exitCode().number();
        }
        Log.traces(true);
        Log.critical("a bug in the host: " + problem, problem);
        return ExitCode.FAILURE.number();
    }
}
