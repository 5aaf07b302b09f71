package dev.taphouse.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program with its arguments. Stdout and stderr are kept apart, and a program that hangs is killed. */
final class Cli {
    private static final File NOTHING = new File("/dev/null");

    private final ProcessBuilder builder;

    private Cli(List<String> command) {
        builder = new ProcessBuilder(command).redirectInput(NOTHING);
        // What the developer has set must not change what is tested.
        builder.environment().remove("TAPHOUSE_HOME");
        builder.environment().remove("TAPHOUSE_JAVA_OPTS");
        builder.environment().remove("TAPHOUSE_TTY");
    }

    static Cli of(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        return new Cli(command);
    }

    Cli with(String... arguments) {
        builder.command().addAll(Arrays.asList(arguments));
        return this;
    }

    Cli env(String name, String value) {
        builder.environment().put(name, value);
        return this;
    }

    Cli in(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    Cli input(Path file) {
        builder.redirectInput(file.toFile());
        return this;
    }

    /** Runs it to its end. */
    Result run() {
        try {
            Path stdout = Files.createTempFile("stdout-", null);
            try {
                Result result = runInto(stdout);
                return new Result(result.exitCode(), Files.readString(stdout), result.stderr());
            } finally {
                Files.delete(stdout);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end with stdout in a file, which the result does not read. */
    Result runInto(Path stdout) {
        builder.redirectOutput(stdout.toFile());
        return start().end();
    }

    /** Starts it; stdout is to be read from what is returned. */
    Running start() {
        return Running.start(builder);
    }

    /** Runs this and the other to their ends with a pipe between them; the first result has no stdout. */
    List<Result> pipeInto(Cli other) {
        return Running.pipeline(builder, other.builder);
    }
}
