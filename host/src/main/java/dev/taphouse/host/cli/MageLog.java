package dev.taphouse.host.cli;

import dev.taphouse.host.query.MageJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Turns log entries, each written at once and a level before each of its lines, into the lines of JSON that Mage reads on
 * stdout. Its levels are fewer; a line of level ERROR fails Mage's run.
 */
final class MageLog extends OutputStream {
    private final OutputStream out;
    private final String caller;
    private final Clock clock;

    /**
     * A log.
     *
     * @param out stdout, where each write is kept whole
     * @param caller the tap
     */
    MageLog(OutputStream out, String caller, Clock clock) {
        this.out = out;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("log entries are written whole");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        String entry = new String(bytes, offset, length, StandardCharsets.UTF_8);
        int blank = entry.indexOf(' ');
        String level = blank < 0 ? "INFO" : entry.substring(0, blank);
        String message = entry.lines()
                .map(line -> line.startsWith(level + " ") ? line.substring(level.length() + 1) : line)
                .collect(Collectors.joining("\n"));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("caller", caller);
        line.put("level", level(level));
        line.put("message", message);
        line.put("tags", Map.of());
        line.put("timestamp", clock.instant().getEpochSecond());
        line.put("uuid", UUID.randomUUID().toString().replace("-", ""));
        line.put("type", "LOG");
        out.write((MageJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String level(String ours) {
        return switch (ours) {
            case "DEBUG" -> "DEBUG";
            case "ERROR", "CRITICAL" -> "ERROR";
            default -> "INFO";
        };
    }
}
