package dev.taphouse.host.check;

import dev.taphouse.host.json.Json;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tap says on stderr. */
final class LogChecks {
    private static final Pattern METRIC = Pattern.compile("METRIC: (\\{.*})");
    private static final Pattern WARNING =
            Pattern.compile("\\bWARN(ING)?\\b|\"level\"\\s*:\\s*\"warn", Pattern.CASE_INSENSITIVE);
    private static final Set<String> KEYS =
            Set.of("level", "pid", "logger_name", "ts", "thread_name", "app_name", "stream_name", "message");

    private LogChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(124, "METRIC lines count the RECORDs of each stream", LogChecks::metrics),
                new Check(
                        125, "Structured logs are JSON objects with the eight keys of Meltano", LogChecks::structured));
    }

    /** Whether there is a warning that contains a text. */
    static boolean warned(Run run, String text) {
        return run.stderr().stream()
                .anyMatch(line -> line.contains(text) && WARNING.matcher(line).find());
    }

    /** Whether there is a warning that contains a text, and that another run does not have. */
    static boolean warned(Run run, String text, Run usual) {
        return run.stderr().stream()
                .anyMatch(line -> line.contains(text)
                        && WARNING.matcher(line).find()
                        && !usual.stderr().contains(line));
    }

    private static Verdict metrics(Subject tap) {
        Run run = tap.run(tap.everything());
        Map<String, Long> counted = new HashMap<>();
        for (String line : run.stderr()) {
            Matcher matcher = METRIC.matcher(line);
            if (matcher.find()) {
                Map<String, @Nullable Object> metric = object(matcher.group(1)).orElse(Map.of());
                if ("record_count".equals(metric.get("metric")) && metric.get("value") instanceof Long value) {
                    Map<String, @Nullable Object> tags = Tree.map(metric.get("tags"));
                    String stream = Tree.text(tags.get(tags.containsKey("endpoint") ? "endpoint" : "stream"));
                    counted.merge(stream, value, Long::sum);
                }
            }
        }
        Messages messages = tap.complete(tap.everything());
        for (String stream : messages.streams()) {
            long written = messages.records(stream).size();
            if (counted.getOrDefault(stream, 0L) != written) {
                return Verdict.fail("METRIC lines count " + counted.get(stream) + " records of '" + stream
                        + "', which has " + written);
            }
        }
        return Verdict.pass();
    }

    private static Verdict structured(Subject tap) {
        boolean can = About.of(tap)
                .map(about -> Tree.texts(about.get("capabilities")).contains("structured-logging"))
                .orElse(false);
        if (!can) {
            return Verdict.notApplicable("--about does not list structured-logging");
        }
        Run run = tap.run(tap.everything()
                .call(tap.inputs())
                .with(
                        "SINGER_SDK_LOG_CONFIG",
                        tap.inputs().text("log", "{\"version\": 1}").toString()));
        for (String line : run.stderr()) {
            Optional<Map<String, @Nullable Object>> entry = object(line);
            if (entry.isEmpty() || !entry.get().keySet().containsAll(KEYS)) {
                return Verdict.fail("not an object with the eight keys: " + line);
            }
        }
        return run.stderr().isEmpty() ? Verdict.fail("nothing is on stderr") : Verdict.pass();
    }

    private static Optional<Map<String, @Nullable Object>> object(String text) {
        try {
            return Optional.of(Json.object(text));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
