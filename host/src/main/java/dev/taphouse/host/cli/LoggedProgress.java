package dev.taphouse.host.cli;

import dev.taphouse.host.log.Log;
import dev.taphouse.host.run.StreamRun;
import dev.taphouse.host.run.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For a pipe: now and then a line for each stream, and metrics as singer-python writes them. A counter says what came
 * since it was written last, so that the sum of all is the whole.
 */
final class LoggedProgress implements Progress {
    private final long millis;
    private final Supplier<Map<String, Long>> metrics;
    private final long start = System.nanoTime();
    private final Map<String, Long> written = new HashMap<>();
    private volatile List<StreamRun> streams = List.of();
    private @Nullable Ticks ticks;

    /**
     * Progress in the log.
     *
     * @param millis how long it is silent between
     * @param metrics what the connector counted so far, by name
     */
    LoggedProgress(long millis, Supplier<Map<String, Long>> metrics) {
        this.millis = millis;
        this.metrics = metrics;
    }

    @Override
    public void begins(List<StreamRun> begun) {
        streams = List.copyOf(begun);
        ticks = new Ticks("progress", millis, this::tell);
    }

    @Override
    public void close() {
        if (ticks == null) {
            return;
        }
        ticks.close();
        counters(true);
        for (StreamRun stream : streams) {
            timer(stream.nanos(), stream.verdict() == Verdict.COMPLETE, "sync_stream", stream.name());
        }
        boolean all = streams.stream().allMatch(stream -> stream.verdict() == Verdict.COMPLETE);
        timer(System.nanoTime() - start, all, "sync", "");
    }

    private void tell() {
        for (StreamRun stream : streams) {
            if (stream.isReading()) {
                double rate = stream.rows() * 1e9 / Math.max(1, stream.nanos());
                Log.info(stream.name() + ": " + stream.rows() + " rows so far, " + Figures.rate(rate));
            }
        }
        counters(false);
    }

    private synchronized void counters(boolean last) {
        for (StreamRun stream : streams) {
            counter("record_count", stream.name(), stream.rows(), last);
        }
        metrics.get().forEach((name, count) -> counter(name, "", count, last));
    }

    private void counter(String metric, String stream, long total, boolean last) {
        long more = total - written.getOrDefault(metric + " " + stream, 0L);
        if (more != 0 || last && !written.containsKey(metric + " " + stream)) {
            written.put(metric + " " + stream, total);
            metric("counter", metric, more, tags(stream));
        }
    }

    private static void timer(long nanos, boolean succeeded, String job, String stream) {
        Map<String, String> tags = tags(stream);
        tags.put("job_type", job);
        tags.put("status", succeeded ? "succeeded" : "failed");
        metric("timer", "job_duration", nanos / 1_000_000 / 1e3, tags);
    }

    /** singer-python has the stream as {@code endpoint}, the Meltano SDK as {@code stream}. */
    private static Map<String, String> tags(String stream) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (!stream.isEmpty()) {
            tags.put("endpoint", stream);
            tags.put("stream", stream);
        }
        return tags;
    }

    private static void metric(String type, String name, Number value, Map<String, String> tags) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("type", type);
        metric.put("metric", name);
        metric.put("value", value);
        metric.put("tags", tags);
        Log.metric(metric);
    }
}
