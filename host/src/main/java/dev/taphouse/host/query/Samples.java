package dev.taphouse.host.query;

import dev.taphouse.host.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of a run and keeps its rows by column, as pandas lays them out. Written to by one thread at a time;
 * every write holds whole lines.
 */
public final class Samples extends OutputStream {
    private final Map<String, Map<String, Map<String, @Nullable Object>>> columns = new LinkedHashMap<>();
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    /** Starts without rows. */
    public Samples() {}

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException("messages come in whole lines");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                take(Json.object(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
    }

    /** What Mage prints of the streams: a line for each, in this order. */
    public byte[] lines(List<String> streams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String stream : streams) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("stream_id", stream);
            line.put("sample_data", Json.text(columns.getOrDefault(stream, Map.of())));
            line.put("type", "SAMPLE_DATA");
            out.writeBytes((MageJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private void take(Map<String, @Nullable Object> message) {
        String stream = String.valueOf(message.get("stream"));
        if ("RECORD".equals(message.get("type")) && message.get("record") instanceof Map<?, ?> record) {
            String row = String.valueOf(Objects.requireNonNull(rows.merge(stream, 1, Integer::sum)) - 1);
            Map<String, Map<String, @Nullable Object>> byColumn =
                    columns.computeIfAbsent(stream, unused -> new LinkedHashMap<>());
            record.forEach(
                    (column, value) -> byColumn.computeIfAbsent(String.valueOf(column), unused -> new LinkedHashMap<>())
                            .put(row, value));
        }
    }
}
