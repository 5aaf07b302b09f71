package dev.taphouse.host.run;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Versions;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.schema.SchemaValidator;
import dev.taphouse.host.schema.Violation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run, for people and programs: {@code schemas/run-report.json} describes its document.
 *
 * @param origin what ran, and when it began
 * @param endedAt when it ended
 * @param exitCode what the process ends with
 * @param stopped whether it was told to stop
 * @param problem what ended it as a whole; null when nothing did
 * @param bytes what went out on stdout
 * @param metrics what the connector counted, by name
 * @param threadDump what the threads were doing when a source gave no sign of life; empty when all did
 * @param streams each stream, in the order of the catalog
 * @param before the state from which it began
 * @param after the state with which it ended
 */
public record RunReport(
        Origin origin,
        Instant endedAt,
        int exitCode,
        boolean stopped,
        @Nullable String problem,
        long bytes,
        Map<String, Long> metrics,
        String threadDump,
        List<StreamReport> streams,
        Map<String, @Nullable Object> before,
        Map<String, @Nullable Object> after) {
    private static final long FORMAT = 1;

    /** Copies the collections. */
    public RunReport {
        Objects.requireNonNull(origin, "origin is null");
        metrics = Numbers.copy(metrics);
        streams = List.copyOf(streams);
        before = Numbers.copy(before);
        after = Numbers.copy(after);
    }

    /** The report of a run that got as far as reading. */
    public static RunReport of(Origin origin, RunResult result, long bytes, Map<String, Long> metrics) {
        return new RunReport(
                origin,
                Instant.now(),
                result.exitCode().number(),
                result.stopped(),
                broken(result.stdout()),
                bytes,
                metrics,
                result.threadDump(),
                result.streams().stream().map(StreamReport::of).toList(),
                new LinkedHashMap<>(result.before()),
                new LinkedHashMap<>(result.after()));
    }

    /** The report of a run that failed before it read anything. */
    public static RunReport failed(
            Origin origin, ExitCode exitCode, String problem, Map<String, @Nullable Object> state) {
        return new RunReport(
                origin,
                Instant.now(),
                exitCode.number(),
                false,
                Log.masked(problem),
                0,
                Map.of(),
                "",
                List.of(),
                state,
                state);
    }

    private static @Nullable String broken(@Nullable IOException stdout) {
        return stdout == null
                ? null
                : "stdout cannot be written any more (" + stdout.getMessage()
                        + "), so the sync ended; the target stopped reading or the disk is full."
                        + " Run again from the last STATE that the target printed";
    }

    /** How long it took, in seconds. */
    public double seconds() {
        return Duration.between(origin.startedAt(), endedAt).toNanos() / 1e9;
    }

    /** The rows of all streams. */
    public long rows() {
        return streams.stream().mapToLong(StreamReport::rows).sum();
    }

    /** The seconds that reads were with the source; reads side by side add up. */
    public double onSource() {
        return streams.stream().mapToDouble(StreamReport::onSource).sum();
    }

    /** The seconds that reads were blocked on stdout; reads side by side add up. */
    public double onTarget() {
        return streams.stream().mapToDouble(StreamReport::onTarget).sum();
    }

    /** {@code complete}, {@code partial} or {@code failed}. */
    public String verdict() {
        if (exitCode == ExitCode.COMPLETE.number()) {
            boolean all = streams.stream().allMatch(stream -> stream.verdict() == Verdict.COMPLETE);
            return all ? "complete" : "partial";
        }
        return exitCode == ExitCode.PARTIAL.number() ? "partial" : "failed";
    }

    /** As JSON. */
    public Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.putAll(origin.document());
        document.put("ended_at", endedAt.toString());
        document.put("seconds", Numbers.rounded(seconds()));
        document.put("verdict", verdict());
        document.put("exit_code", (long) exitCode);
        document.put("stopped", stopped);
        document.put("problem", problem);
        document.put("rows", rows());
        document.put("bytes", bytes);
        document.put("rows_per_second", Numbers.rounded(Numbers.rate(rows(), seconds())));
        document.put("bytes_per_second", Numbers.rounded(Numbers.rate(bytes, seconds())));
        document.put("seconds_on_source", Numbers.rounded(onSource()));
        document.put("seconds_on_target", Numbers.rounded(onTarget()));
        document.put("metrics", metrics);
        document.put("streams", streams.stream().map(StreamReport::document).toList());
        document.put("thread_dump", threadDump.isEmpty() ? null : threadDump);
        document.put("state_before", before);
        document.put("state_after", after);
        return document;
    }

    /** What is wrong with a document that is to be {@linkplain #of(Map) read}; empty for nothing. */
    public static List<Violation> violations(Map<String, @Nullable Object> document) {
        return SchemaValidator.named("run-report").violations(document);
    }

    /** Reads what {@link #document} wrote, in which there is no violation. */
    public static RunReport of(Map<String, @Nullable Object> document) {
        List<StreamReport> streams = new ArrayList<>();
        if (document.get("streams") instanceof List<?> list) {
            for (Object each : list) {
                streams.add(StreamReport.of(each instanceof Map<?, ?> stream ? stream : Map.of()));
            }
        }
        return new RunReport(
                Origin.of(document),
                Instant.parse(String.valueOf(document.get("ended_at"))),
                (int) Numbers.whole(document.get("exit_code")),
                Boolean.TRUE.equals(document.get("stopped")),
                Numbers.text(document.get("problem")),
                Numbers.whole(document.get("bytes")),
                Numbers.counts(document.get("metrics")),
                Optional.ofNullable(Numbers.text(document.get("thread_dump"))).orElse(""),
                streams,
                Numbers.object(document.get("state_before")),
                Numbers.object(document.get("state_after")));
    }

    /**
     * What ran.
     *
     * @param plugin the id
     * @param version of the plugin
     * @param host the version of the host
     * @param java the version of Java
     * @param startedAt when it began
     * @param parallel how many reads were allowed at once
     */
    public record Origin(String plugin, String version, String host, String java, Instant startedAt, int parallel) {

        /** A run of this process that begins now. */
        public static Origin now(String plugin, String version, int parallel) {
            String java = System.getProperty("java.version");
            return new Origin(plugin, version, Versions.host(), java, Instant.now(), parallel);
        }

        private Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("plugin", plugin);
            document.put("plugin_version", version);
            document.put("host_version", host);
            document.put("java_version", java);
            document.put("parallel", (long) parallel);
            document.put("started_at", startedAt.toString());
            return document;
        }

        private static Origin of(Map<String, @Nullable Object> document) {
            return new Origin(
                    String.valueOf(document.get("plugin")),
                    String.valueOf(document.get("plugin_version")),
                    String.valueOf(document.get("host_version")),
                    String.valueOf(document.get("java_version")),
                    Instant.parse(String.valueOf(document.get("started_at"))),
                    (int) Numbers.whole(document.get("parallel")));
        }
    }
}
