package dev.taphouse.endtoend;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Changes something again and again on a thread of its own, until it is closed. */
final class BackgroundWriter implements AutoCloseable {
    private final CountDownLatch some = new CountDownLatch(20);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean stopped;

    /** Starts. */
    BackgroundWriter(Change change) {
        Random random = new Random(1);
        thread = new Thread(
                () -> {
                    try {
                        while (!stopped) {
                            change.make(random);
                            some.countDown();
                        }
                    } catch (Exception e) {
                        failure.set(e);
                        while (some.getCount() > 0) {
                            some.countDown();
                        }
                    }
                },
                "writer");
        thread.start();
    }

    /** Waits until some changes were made. */
    BackgroundWriter busy() throws InterruptedException {
        some.await();
        return this;
    }

    /** Ends, and says what went wrong. */
    @Override
    public void close() throws Exception {
        stopped = true;
        thread.join();
        Exception why = failure.get();
        if (why != null) {
            throw why;
        }
    }

    /** A change. */
    @FunctionalInterface
    interface Change {
        /** Makes it. */
        void make(Random random) throws Exception;
    }
}
