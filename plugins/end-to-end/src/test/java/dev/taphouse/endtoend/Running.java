package dev.taphouse.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program that runs. It is killed, and the test fails, when it does not end in time. */
final class Running {
    private static final long LIMIT_SECONDS = 180;

    private final Process process;
    private final Path stderr;
    private final List<String> lines = new ArrayList<>();
    private volatile boolean overdue;

    private Running(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(this::expire);
    }

    static Running start(ProcessBuilder builder) {
        try {
            Path stderr = notes(builder);
            return new Running(builder.start(), stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs both programs to their ends, with a pipe between them. */
    static List<Result> pipeline(ProcessBuilder first, ProcessBuilder second) {
        try {
            second.redirectInput(ProcessBuilder.Redirect.PIPE);
            List<Path> notes = List.of(notes(first), notes(second));
            List<Process> processes = ProcessBuilder.startPipeline(List.of(first, second));
            Running source = new Running(processes.get(0), notes.get(0));
            Running sink = new Running(processes.get(1), notes.get(1));
            sink.readAll();
            return List.of(source.end(), sink.end());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path notes(ProcessBuilder builder) throws IOException {
        Path stderr = Files.createTempFile("stderr-", null);
        builder.redirectError(stderr.toFile());
        return stderr;
    }

    /** The next line of stdout; empty at its end, also where that is in the middle of a line, which is dropped. */
    Optional<String> readLine() {
        try {
            StringBuilder line = new StringBuilder();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c == '\n') {
                    lines.add(line.toString());
                    return Optional.of(line.toString());
                }
                line.append((char) c);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. By the handle: the process itself would close the pipe, with what is in it. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Closes the reading end of stdout. */
    void stopReading() {
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the rest of stdout. */
    Running readAll() {
        while (readLine().isPresent()) {
            // readLine keeps it
        }
        return this;
    }

    /** Waits for the end; stdout is what was read of it, in whole lines. */
    Result end() {
        try {
            int exitCode = process.waitFor();
            String notes = Files.readString(stderr);
            Files.delete(stderr);
            if (overdue) {
                throw new AssertionError("did not end within " + LIMIT_SECONDS + " s; its stderr: " + notes);
            }
            return new Result(exitCode, lines.stream().map(line -> line + "\n").collect(Collectors.joining()), notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void expire() {
        if (process.isAlive()) {
            overdue = true;
            process.destroyForcibly();
        }
    }
}
