package dev.taphouse.host.plugin.isolation;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Makes the threads on which a plugin's code runs. Each is new and dies with its task, and with it the context class
 * loader and all thread-locals; no thread of the host is ever touched by a plugin.
 */
public final class ConnectorThreads {
    private final String id;
    private final ClassLoader loader;

    /**
     * Threads for one plugin.
     *
     * @param id the plugin's id
     * @param loader the context class loader of each thread
     */
    public ConnectorThreads(String id, ClassLoader loader) {
        this.id = Objects.requireNonNull(id, "id is null");
        this.loader = Objects.requireNonNull(loader, "loader is null");
    }

    /**
     * A thread that is not started yet. It is a daemon, since a connector that is stuck must not keep the process
     * alive, and inherits no thread-locals.
     */
    public Thread newThread(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs the body on a new thread {@code connector-<id>} and waits for its end. An interrupt of the caller is passed
     * on to the body; the caller stays interrupted.
     *
     * @return what the body returned
     * @throws Exception what the body threw, as it is; errors likewise
     */
    public <T> T call(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = newThread("connector-" + id, task);
        thread.start();
        joinPassingInterruptsOn(thread);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private static void joinPassingInterruptsOn(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Exception unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : e;
    }
}
