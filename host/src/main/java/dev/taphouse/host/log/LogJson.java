package dev.taphouse.host.log;

import dev.taphouse.host.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log entry as one JSON object on a line, with all the keys that Meltano looks for. */
final class LogJson {
    private LogJson() {}

    /**
     * The line, ended by a line break.
     *
     * @param app which tap this is
     * @param stream which stream it is about; empty for none
     * @param metric the metric that it tells; null when it tells none
     */
    static String of(
            Severity severity,
            String logger,
            String app,
            String stream,
            String message,
            @Nullable Map<String, ?> metric) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("level", severity.name().toLowerCase(Locale.ROOT));
        line.put("pid", ProcessHandle.current().pid());
        line.put("logger_name", logger);
        line.put("ts", BigDecimal.valueOf(Instant.now().toEpochMilli(), 3));
        line.put("thread_name", Thread.currentThread().getName());
        line.put("app_name", app);
        line.put("stream_name", stream.isEmpty() ? null : stream);
        line.put("message", message);
        if (metric != null) {
            line.put("metric_info", metric);
        }
        return new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n";
    }
}
