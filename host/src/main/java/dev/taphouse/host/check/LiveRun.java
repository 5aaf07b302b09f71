package dev.taphouse.host.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A tap that runs. Whoever starts one ends it: {@link #end} waits within the limits, joins the readers and leaves no
 * process behind, whatever the tap does. For one thread.
 */
public final class LiveRun implements AutoCloseable {
    private static final String MARK = "TAPHOUSE_CHECK_RUN";
    private static final long READER_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final ProcessTree tree;
    private final LineReader out;
    private final LineReader err;
    private final long start = System.nanoTime();
    private final Duration limit;
    private boolean over;

    private LiveRun(Process process, ProcessTree tree, Probe probe, int allowed) {
        this.process = process;
        this.tree = tree;
        this.limit = probe.timeLimit();
        this.out = LineReader.start(process.getInputStream(), probe.outputLimit(), allowed, "check-stdout");
        this.err = LineReader.start(process.getErrorStream(), probe.outputLimit(), Integer.MAX_VALUE, "check-stderr");
    }

    static LiveRun start(Probe probe, Call call, int allowed) {
        String id = UUID.randomUUID().toString();
        ProcessBuilder builder = probe.builder(call);
        builder.environment().put(MARK, id);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new LiveRun(process, new ProcessTree(process.toHandle(), MARK + "=" + id), probe, allowed);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the tap cannot be started: " + String.join(" ", probe.command()) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits for so many lines of stdout, and reads no more than these.
     *
     * @return whether they came before the end and the time limit
     */
    boolean read(int lines) {
        out.allow(lines);
        try {
            return out.await(lines, deadline());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        // by the handle: the process itself would close the pipe, with what is in it
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Closes the reading end of stdout. */
    void stopReading() {
        out.close();
    }

    /** Whether it still runs after a time. */
    boolean isAliveAfter(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The memory that it takes, in bytes; empty where the system does not show it. */
    Optional<Long> memory() {
        return tree.memory();
    }

    /** Reads the rest and waits for the end. */
    Run end() {
        out.allow(Integer.MAX_VALUE);
        try {
            Run.Ending ending = await();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            tree.killRest();
            out.join(READER_MILLIS);
            err.join(READER_MILLIS);
            over = true;
            int exitCode = ending == Run.Ending.BY_ITSELF ? process.exitValue() : -1;
            return new Run(ending, exitCode, out.lines(), err.lines(), out.bytes(), time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Run.Ending await() throws InterruptedException {
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            tree.look();
            boolean tooMuch = out.isOverflow() || err.isOverflow();
            if (tooMuch || System.nanoTime() > deadline()) {
                tree.kill();
                process.waitFor(READER_MILLIS, TimeUnit.MILLISECONDS);
                return tooMuch ? Run.Ending.OUTPUT_LIMIT : Run.Ending.TIME_LIMIT;
            }
        }
        return Run.Ending.BY_ITSELF;
    }

    private long deadline() {
        return start + limit.toNanos();
    }

    private IllegalStateException interrupted(InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        return new IllegalStateException("the checks were interrupted", e);
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            tree.kill();
            out.allow(Integer.MAX_VALUE);
            out.close();
            err.close();
        }
    }
}
