package dev.taphouse.host.cli;

import dev.taphouse.host.ExitCode;
import dev.taphouse.host.Failure;
import dev.taphouse.host.catalog.Selection;
import dev.taphouse.host.log.Log;
import dev.taphouse.host.protocol.MessageWriter;
import dev.taphouse.host.query.MageJson;
import dev.taphouse.host.query.Request;
import dev.taphouse.host.query.Samples;
import dev.taphouse.host.run.Conduct;
import dev.taphouse.host.run.Pace;
import dev.taphouse.host.run.RunResult;
import dev.taphouse.host.run.StreamRun;
import dev.taphouse.host.run.Tap;
import dev.taphouse.host.state.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is asked of a tap in Mage's words, answered in Mage's words. */
final class Answers {
    private final Tap tap;
    private final OutputStream out;
    private final Conduct conduct;

    /** Answers of a tap on stdout. */
    Answers(Tap tap, OutputStream out, Conduct conduct) {
        this.tap = tap;
        this.out = out;
        this.conduct = conduct;
    }

    void streams(Request request) {
        List<Map<String, Object>> streams = new ArrayList<>();
        for (String id : tap.streams(request.streams())) {
            Map<String, Object> stream = new LinkedHashMap<>();
            stream.put("stream", id);
            stream.put("tap_stream_id", id);
            streams.add(stream);
        }
        line(out, streams);
    }

    void counts(Selection selection, State state, Request request) {
        List<Map<String, @Nullable Object>> counts = new ArrayList<>();
        tap.count(selection, state, request).forEach((id, count) -> counts.add(count(id, count)));
        line(out, counts);
    }

    private static Map<String, @Nullable Object> count(String id, OptionalLong count) {
        if (count.isEmpty()) {
            Log.warn("stream '" + id + "': the connector cannot count its rows; the count is null");
        }
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("count", count.isPresent() ? count.getAsLong() : null);
        entry.put("id", id);
        entry.put("stream", id);
        return entry;
    }

    /** Streams that cannot be read are told as in a sync, and have no line. */
    ExitCode samples(Selection selection, Request request) {
        Samples samples = new Samples();
        RunResult result = tap.sync(selection, new State(), new MessageWriter(samples), Pace.DEFAULT, request, conduct);
        List<String> read = result.streams().stream()
                .filter(stream -> stream.reason().isEmpty())
                .map(StreamRun::name)
                .toList();
        write(out, samples.lines(read));
        return result.exitCode();
    }

    /** Prints a document on one line. */
    static void line(OutputStream out, Object document) {
        write(out, (MageJson.text(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream out, byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new Failure(ExitCode.STDOUT, "stdout cannot be written (" + e.getMessage() + ")", e);
        }
    }
}
