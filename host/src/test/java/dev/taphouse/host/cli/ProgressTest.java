package dev.taphouse.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.api.Field;
import dev.taphouse.api.SimpleSession;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.StreamRead;
import dev.taphouse.api.StreamSpec;
import dev.taphouse.api.Type;
import dev.taphouse.host.json.Json;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.run.Conduct;
import dev.taphouse.host.run.Engine;
import dev.taphouse.host.run.Pace;
import dev.taphouse.host.run.Retry;
import dev.taphouse.host.run.Setup;
import dev.taphouse.host.run.Stop;
import dev.taphouse.host.run.Wanted;
import dev.taphouse.host.state.State;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What is shown of real runs of the engine. */
@Isolated("the log is one for the process")
@Timeout(60)
class ProgressTest {
    private static final Pattern METRIC = Pattern.compile("^INFO METRIC: (.*)$");
    private final Notes notes = new Notes();

    @BeforeEach
    void catchNotes() {
        Log.to(new PrintStream(notes, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void letGo() {
        Log.to(System.err);
    }

    @Test
    void metricsAreThoseOfSingerPythonAndAddUpToTheRows() {
        SimpleSession session = new SimpleSession(() -> {})
                .stream(spec("orders"), (read, rows) -> {
                            rows.add(Map.of("id", 1));
                            notes.await("INFO orders: 0 rows so far");
                            rows.add(Map.of("id", 2));
                        })
                        .stream(spec("bad"), (read, rows) -> {
                    throw new SourceException(SourceException.Kind.DATA, "a broken page");
                });
        try (Progress progress = new LoggedProgress(1, () -> Map.of("http_requests", 5L))) {
            sync(session, progress, "orders", "bad");
        }
        List<Map<String, @Nullable Object>> metrics = metrics();
        assertThat(sum(metrics, "orders")).isEqualTo(2);
        assertThat(sum(metrics, "bad")).isZero();
        assertThat(metrics)
                .contains(Json.object("{\"type\":\"counter\",\"metric\":\"http_requests\",\"value\":5,\"tags\":{}}"));
        assertThat(notes.text())
                .contains("\"job_type\":\"sync_stream\",\"status\":\"succeeded\"}")
                .contains("\"stream\":\"bad\",\"job_type\":\"sync_stream\",\"status\":\"failed\"}")
                .contains("\"tags\":{\"job_type\":\"sync\",\"status\":\"failed\"}");
    }

    @Test
    void liveLinesTellOfEachStreamThatIsReadAndAreGoneAtTheEnd() {
        StreamSpec counted = spec("orders").metadata("row-count", 4L);
        SimpleSession session = new SimpleSession(() -> {}).stream(counted, (read, rows) -> {
            rows.add(Map.of("id", 1));
            notes.await("0 %");
            Log.warn("something to look at");
        });
        Terminal terminal = new Terminal(OutputStream.nullOutputStream(), new PrintStream(notes, true), true);
        LiveProgress live = new LiveProgress(terminal, 79);
        try (live) {
            sync(session, live, StreamSpec.Method.FULL_TABLE, counted);
        }
        assertThat(notes.text())
                .contains("  orders                               0 rows")
                .contains("  0 of 1 streams done, 0 rows, 0.0 kB, 0:0")
                .contains("WARNING something to look at\n  orders ")
                .endsWith("\033[J");
        assertThat(live.lines()).hasSize(1);
        assertThat(live.lines().get(0)).startsWith("  1 of 1 streams done, 1 rows, 0.1 kB, 0:0");
    }

    private List<Map<String, @Nullable Object>> metrics() {
        List<Map<String, @Nullable Object>> metrics = new ArrayList<>();
        for (String line : notes.text().lines().toList()) {
            Matcher metric = METRIC.matcher(line);
            if (metric.matches()) {
                metrics.add(Json.object(metric.group(1)));
            }
        }
        return metrics;
    }

    private static long sum(List<Map<String, @Nullable Object>> metrics, String stream) {
        return metrics.stream()
                .filter(metric -> "record_count".equals(metric.get("metric")))
                .filter(metric -> String.valueOf(metric.get("tags")).contains("stream=" + stream))
                .mapToLong(metric -> Long.parseLong(String.valueOf(metric.get("value"))))
                .sum();
    }

    private static StreamSpec spec(String name) {
        return StreamSpec.of(name, Field.of("id", Type.INT64)).keys("id");
    }

    private static void sync(SimpleSession session, Progress progress, String... streams) {
        List<StreamSpec> specs = new ArrayList<>();
        List.of(streams).forEach(stream -> specs.add(spec(stream)));
        sync(session, progress, StreamSpec.Method.FULL_TABLE, specs.toArray(StreamSpec[]::new));
    }

    private static void sync(SimpleSession session, Progress progress, StreamSpec.Method method, StreamSpec... specs) {
        List<Wanted> wanted = new ArrayList<>();
        for (StreamSpec spec : specs) {
            wanted.add(Wanted.of(StreamRead.of(spec).method(method)));
        }
        Conduct conduct = new Conduct(1, Duration.ZERO, false, ProgressTest::thread, progress);
        Engine.run(
                new Setup(
                        session,
                        new State(),
                        new MessageWriter(OutputStream.nullOutputStream()),
                        new Pace(1, Duration.ZERO),
                        Retry.DEFAULT,
                        new Stop(),
                        Clock.systemUTC(),
                        Map.of(),
                        conduct),
                wanted);
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Stderr, on which one can wait for a text. */
    private static final class Notes extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] more, int offset, int length) {
            bytes.write(more, offset, length);
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized void await(String text) throws InterruptedException {
            while (!text().contains(text)) {
                wait();
            }
        }
    }
}
