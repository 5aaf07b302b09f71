package dev.taphouse.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.host.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("the log is one for the process")
class LogTest {
    private final List<String> writes = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void catchWrites() {
        Log.reset();
        Log.to(new PrintStream(new ByteArrayOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        });
    }

    @AfterEach
    void reset() {
        Log.reset();
    }

    @Test
    void writesTheLinesOfSingerPython() {
        Log.debug("not shown");
        Log.info("METRIC: {\"type\":\"counter\"}");
        Log.warn("wärn");
        Log.error("err");
        Log.critical("the end");
        assertThat(writes)
                .containsExactly(
                        "INFO METRIC: {\"type\":\"counter\"}\n", "WARNING wärn\n", "ERROR err\n", "CRITICAL the end\n");
    }

    @Test
    void prefixesEachLineInOneWrite() {
        Log.info("a\nb\r\nc\rd\n");
        Log.info("");
        Log.info("a\n\nb");
        assertThat(writes).containsExactly("INFO a\nINFO b\nINFO c\nINFO d\n", "INFO \n", "INFO a\nINFO \nINFO b\n");
    }

    @Test
    void disarmsTerminalCommands() {
        Log.info("\u001b[2Jgone\t\u0007");
        assertThat(writes).containsExactly("INFO \\u001b[2Jgone\t\\u0007\n");
    }

    @Test
    void masksSecretsEverywhere() {
        Log.mask(List.of("hunter2"));
        Log.mask(List.of("multi\nline"));
        Log.level(Severity.DEBUG);
        Log.info("with hunter2");
        Log.info("a multi\nline key");
        Log.error("failed", new IllegalStateException("hunter2"));
        Log.logger("crm").log(System.Logger.Level.INFO, "token {0}", "hunter2");
        LoggerFactory.getLogger("lib").warn("url ?p={}", "hunter2");
        assertThat(writes)
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).contains("***").doesNotContain("hunter2", "multi", "line"));
        assertThat(Log.masked("a hunter2")).isEqualTo("a ***");
    }

    @Test
    void writesStackTracesOnlyWhenWanted() {
        Exception cause = new IllegalStateException("why");
        Log.error("failed", cause);
        Log.traces(true);
        Log.error("failed", cause);
        Log.traces(false);
        Log.level(Severity.DEBUG);
        Log.critical("failed", cause);
        assertThat(writes.get(0)).isEqualTo("ERROR failed\n");
        assertThat(writes.get(1))
                .startsWith("ERROR failed\nERROR java.lang.IllegalStateException: why\nERROR \tat dev.taphouse");
        assertThat(writes.get(2)).startsWith("CRITICAL failed\nCRITICAL java.lang.IllegalStateException: why\n");
        assertThat(writes.get(1).lines()).allMatch(line -> line.startsWith("ERROR "));
    }

    @Test
    void tagsWhatConnectorsSay() {
        System.Logger log = Log.logger("crm, stream orders");
        log.log(System.Logger.Level.DEBUG, "not shown");
        log.log(System.Logger.Level.INFO, "{0} is as it stands");
        log.log(System.Logger.Level.INFO, "{0} of {1}", 1, "two");
        log.log(System.Logger.Level.WARNING, "{not a pattern", "x");
        log.log(System.Logger.Level.ERROR, "gave up", new IllegalStateException("why"));
        log.log(System.Logger.Level.OFF, "never");
        log.log(System.Logger.Level.INFO, () -> "supplied");
        assertThat(writes)
                .containsExactly(
                        "INFO crm, stream orders: {0} is as it stands\n",
                        "INFO crm, stream orders: 1 of two\n",
                        "WARNING crm, stream orders: {not a pattern\n",
                        "ERROR crm, stream orders: gave up (java.lang.IllegalStateException: why)\n",
                        "INFO crm, stream orders: supplied\n");
        assertThat(log.getName()).isEqualTo("crm, stream orders");
        assertThat(log.isLoggable(System.Logger.Level.DEBUG)).isFalse();
    }

    @Test
    void translatesByBundle() {
        ResourceBundle bundle = new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"hello", "Hallo {0}"}};
            }
        };
        System.Logger log = Log.logger("crm");
        log.log(System.Logger.Level.INFO, bundle, "hello", "Welt");
        log.log(System.Logger.Level.INFO, bundle, "other", (Throwable) null);
        assertThat(writes).containsExactly("INFO crm: Hallo Welt\n", "INFO crm: other\n");
    }

    @Test
    void hidesTheNoiseOfSlf4jUsers() {
        org.slf4j.Logger log = LoggerFactory.getLogger("org.pf4j.Manager");
        assertThat(log).isInstanceOf(Slf4jLogger.class).isSameAs(LoggerFactory.getLogger("org.pf4j.Manager"));
        log.info("loading");
        log.warn("{} of {}", 1, 2);
        log.error("broken", new IllegalStateException("why"));
        Log.libraries(Severity.DEBUG);
        log.debug("still hidden, as the log is at INFO");
        log.info("now shown");
        Log.level(Severity.DEBUG);
        log.trace("this too");
        assertThat(writes)
                .containsExactly(
                        "WARNING org.pf4j.Manager: 1 of 2\n",
                        "ERROR org.pf4j.Manager: broken (java.lang.IllegalStateException: why)\n",
                        "INFO org.pf4j.Manager: now shown\n",
                        "DEBUG org.pf4j.Manager: this too\n");
    }

    @Test
    void takesJavaUtilLogging() throws IOException {
        Logger root = Logger.getLogger("");
        Handler[] before = root.getHandlers();
        try {
            Log.captureJul();
            LogManager.getLogManager().readConfiguration(); // as where nobody has used it yet
            Logger log = Logger.getLogger("org.lib");
            log.info("noise");
            log.log(java.util.logging.Level.WARNING, "careful, {0}", "you");
            log.log(java.util.logging.Level.SEVERE, "broken", new IllegalStateException("why"));
            assertThat(writes)
                    .containsExactly(
                            "WARNING org.lib: careful, you\n",
                            "ERROR org.lib: broken (java.lang.IllegalStateException: why)\n");
        } finally {
            System.clearProperty("java.util.logging.config.class");
            for (Handler each : root.getHandlers()) {
                root.removeHandler(each);
            }
            for (Handler each : before) {
                root.addHandler(each);
            }
        }
    }

    @Test
    void keepsTheEntriesOfManyThreadsWhole() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Log.to(new PrintStream(bytes));
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> {
                    await(start);
                    for (int i = 0; i < 200; i++) {
                        Log.info(number + " first\n" + number + " second");
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread each : threads) {
            each.join();
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(8 * 200 * 2);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i)).matches("INFO \\d first");
            assertThat(lines.get(i + 1)).isEqualTo(lines.get(i).replace("first", "second"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void infoNamesNoExceptionClass() {
        Log.info("trying again after java.net.ConnectException: refused");
        Log.logger("shop").log(System.Logger.Level.INFO, "page 2 again", new java.io.IOException("reset"));
        Log.warn("java.net.ConnectException: refused");
        assertThat(writes)
                .containsExactly(
                        "INFO trying again after refused\n",
                        "INFO shop: page 2 again (reset)\n",
                        "WARNING java.net.ConnectException: refused\n");
    }

    @Test
    void jsonHasTheKeysThatMeltanoLooksFor() {
        Log.mask(List.of("hunter22"));
        Log.json("shop");
        Log.about("orders");
        Log.warn("two\nlines with hunter22");
        Log.about("");
        Log.logger("shop").log(System.Logger.Level.INFO, "said");
        assertThat(writes).hasSize(2).allMatch(line -> line.indexOf('\n') == line.length() - 1);
        Map<String, ?> first = Json.object(writes.get(0));
        assertThat(first.keySet())
                .containsExactly(
                        "level", "pid", "logger_name", "ts", "thread_name", "app_name", "stream_name", "message");
        assertThat(first.get("level")).isEqualTo("warning");
        assertThat(first.get("app_name")).isEqualTo("shop");
        assertThat(first.get("stream_name")).isEqualTo("orders");
        assertThat(first.get("message")).isEqualTo("two\nlines with ***");
        Map<String, ?> second = Json.object(writes.get(1));
        assertThat(second.get("logger_name")).isEqualTo("shop");
        assertThat(second.get("stream_name")).isNull();
        assertThat(second.get("message")).isEqualTo("said");
    }

    @Test
    void metricsHaveTheFormOfSingerPythonAndAsJsonThatOfTheSdk() {
        Map<String, Object> metric = Map.of("metric", "record_count");
        Log.metric(metric);
        Log.json("shop");
        Log.metric(metric);
        assertThat(writes.get(0)).isEqualTo("INFO METRIC: {\"metric\":\"record_count\"}\n");
        assertThat(Json.object(writes.get(1)))
                .containsEntry("message", "METRIC")
                .containsEntry("metric_info", metric);
    }
}
