package dev.taphouse.host.protocol;

import dev.taphouse.api.Field;
import dev.taphouse.api.Position;
import dev.taphouse.api.RowWriter;
import dev.taphouse.api.SourceException;
import dev.taphouse.api.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A stream writer into memory. */
final class Rows implements RowEvents {
    final Losses losses = new Losses("s");
    final StreamWriter writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Lines lines = new Lines(new MessageWriter(out));

    private Rows(StreamShape shape) {
        writer = new StreamWriter(shape, lines, this, losses, List.of());
    }

    static Rows of(Field... fields) {
        return new Rows(new StreamShape("s", List.of(fields), List.of(), List.of(), false, Map.of()));
    }

    static Rows of(StreamShape shape) {
        return new Rows(shape);
    }

    /** The JSON of the only field {@code f} of one row. */
    static String token(Type type, Consumer<RowWriter> setter) {
        Rows rows = Rows.of(Field.of("f", type));
        setter.accept(rows.writer);
        if (rows.writer.inRow()) {
            rows.writer.end();
        }
        String line = rows.text();
        String start = "{\"type\":\"RECORD\",\"stream\":\"s\",\"record\":{\"f\":";
        String end = "},\"time_extracted\":\"1970-01-01T00:00:00.000000Z\"}\n";
        if (!line.startsWith(start) || !line.endsWith(end)) {
            throw new AssertionError(line);
        }
        return line.substring(start.length(), line.length() - end.length());
    }

    /** Everything written, also what was before. */
    String text() {
        try {
            lines.drain(() -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void beforeRow() {}

    @Override
    public void afterRow() {}

    @Override
    public void checkpoint(Position position) {}

    @Override
    public void fail(SourceException why) {
        writer.silence();
    }

    @Override
    public void truncated() {}

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }
}
