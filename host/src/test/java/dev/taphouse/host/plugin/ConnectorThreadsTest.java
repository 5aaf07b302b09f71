package dev.taphouse.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taphouse.host.plugin.isolation.ConnectorThreads;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ConnectorThreadsTest {
    private final ClassLoader loader = new URLClassLoader(new URL[0]);
    private final ConnectorThreads threads = new ConnectorThreads("crm", loader);

    @Test
    void aCallRunsOnANewThreadOfThePlugin() throws Exception {
        Thread first = threads.call(Thread::currentThread);
        Thread second = threads.call(Thread::currentThread);

        assertThat(first).isNotSameAs(second).isNotSameAs(Thread.currentThread());
        assertThat(first.getName()).isEqualTo("connector-crm");
        assertThat(first.isAlive()).isFalse();
        assertThat(threads.call(() -> Thread.currentThread().getContextClassLoader()))
                .isSameAs(loader);
    }

    @Test
    void aReaderThreadIsOfTheSameKind() throws Exception {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        Thread reader = threads.newThread(
                "reader-1", () -> seen.set(Thread.currentThread().getContextClassLoader()));
        assertThat(reader.isDaemon()).isTrue();

        reader.start();
        reader.join();

        assertThat(reader.getName()).isEqualTo("reader-1");
        assertThat(seen).hasValue(loader);
    }

    @Test
    void nothingIsInheritedFromTheCaller() throws Exception {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("host");

        assertThat(threads.<Boolean>call(() -> local.get() == null)).isTrue();
    }

    @Test
    void anInterruptIsPassedOn() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                threads.call(() -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                    return null;
                });
            } catch (Exception e) {
                outcome.set(e.getClass().getSimpleName() + " "
                        + Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        started.await();

        caller.interrupt();
        caller.join();

        assertThat(outcome).hasValue("InterruptedException true");
    }

    @Test
    void whatTheBodyThrowsArrivesAsItIs() {
        RuntimeException exception = new IllegalStateException("broken");

        assertThatThrownBy(() -> threads.call(() -> {
                    throw exception;
                }))
                .isSameAs(exception);
    }
}
